import type { ProblemCode } from "../catalogue.ts";
import { type Explanation, service, socket } from "./explanation.ts";

/** Values about addresses, ports and names of the network, and what has fields with colons between. */
export const networkExplanations = {
  "not-interface-name": {
    title: "Not a name of a network interface",
    why: "The kernel gives no interface such a name: up to 15 characters (127 for a second name), without blanks, `/`, `:` and `%`, and not a number alone. systemd ignores it.",
    bad: socket("BindToDevice=eth0:1"),
    good: socket("BindToDevice=eth0"),
  },
  "not-bus-name": {
    title: "Not a D-Bus name",
    why: "A name on the bus has at least two parts with a dot between, of letters, digits, `-` and `_`, no digit first. systemd ignores the line; a service of Type=dbus then is refused, for want of a name.",
    bad: service("BusName=shop"),
    good: service("BusName=com.example.Shop"),
  },
  "not-ip-range": {
    title: "Not an IP address or network",
    why: "The list takes addresses, networks such as 192.0.2.0/24, and a few words; names of machines are not looked up. systemd leaves it out, and the access list lets in or keeps out what it should not.",
    bad: service("IPAddressDeny=any", "IPAddressAllow=shop.example.com"),
    good: service("IPAddressDeny=any", "IPAddressAllow=192.0.2.7"),
  },
  "not-prefix-length": {
    title: "Not a length of a network",
    why: "Behind the slash stands how many bits of the address are fixed: up to 32 for IPv4, up to 128 for IPv6. systemd leaves the network out.",
    bad: service("IPAddressDeny=any", "IPAddressAllow=192.0.2.0/33"),
    good: service("IPAddressDeny=any", "IPAddressAllow=192.0.2.0/24"),
  },
  "not-socket-address": {
    title: "Not an address to listen on",
    why: "A socket listens on a port, on an IP address with a port, on a path, or on a name behind `@`; names of machines are not looked up. systemd ignores the line; a socket that has no other address is refused.",
    bad: socket("ListenStream=localhost:8080"),
    good: socket("ListenStream=127.0.0.1:8080"),
  },
  "not-port-rule": {
    title: "Not a rule for ports",
    why: "A rule is `any`, a port, or two with `-` between, with `ipv4:` or `ipv6:` and then `tcp:` or `udp:` before it. systemd ignores the line, and the ports are not restricted as meant.",
    bad: service("SocketBindDeny=any", "SocketBindAllow=tcp:ipv4:80"),
    good: service("SocketBindDeny=any", "SocketBindAllow=ipv4:tcp:80"),
  },
  "not-nft-name": {
    title: "Not a name of a table or set in nftables",
    why: "The names of tables and sets begin with a letter and go on with letters, digits, `/`, `\\`, `_` and `.`. systemd ignores the line from here on, and the unit is not added to the set.",
    bad: service("NFTSet=cgroup:inet:filter:1shops"),
    good: service("NFTSet=cgroup:inet:filter:shops"),
  },
  "missing-field": {
    title: "Too few fields",
    why: "The value is made of parts with colons between, and not all of them are there. systemd ignores it.",
    bad: service("NFTSet=cgroup:inet:filter"),
    good: service("NFTSet=cgroup:inet:filter:shops"),
  },
  "surplus-field": {
    title: "Too many fields",
    why: "The value is made of parts with colons between, and there is one that nothing stands for. systemd ignores it.",
    bad: service("NFTSet=cgroup:inet:filter:shops:berlin"),
    good: service("NFTSet=cgroup:inet:filter:shops"),
  },
} as const satisfies Partial<Record<ProblemCode, Explanation>>;
