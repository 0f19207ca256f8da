import { expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

test("interfaces: names that the kernel could give, in lists with ~", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
RestrictNetworkInterfaces=eth0 ~lo a:b all 5 "wlan 0" lo
#                                   ^ word-ignored not-interface-name
#                                      ^^^ word-ignored not-interface-name
#                                          ^ word-ignored not-interface-name
#                                                 ^ word-ignored not-interface-name
RestrictNetworkInterfaces=~eth0 br-lan@x '' 0x5 .. ö
#                                         ^ word-ignored not-interface-name
#                                           ^^^ word-ignored not-interface-name
#                                               ^^ word-ignored not-interface-name
#                                                  ^ word-ignored not-interface-name
RestrictNetworkInterfaces=eth0 "lo
#                              ^ words-ignored unbalanced-quote
RestrictNetworkInterfaces=~`,
      version,
    );
  }
  judges(
    `
[Service]
RestrictNetworkInterfaces=enp0s31f6.4094x enp0s31f6.4094xy
#                                         ^^^^^^^^^^^^^^^^ word-ignored not-interface-name`,
    252,
  );
  for (const version of [257, 262]) {
    judges(
      `
[Service]
RestrictNetworkInterfaces=enp0s31f6.4094x enp0s31f6.4094xy`,
      version,
    );
  }
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/app.socket
[Socket]
BindToDevice=eth0
BindToDevice=*
BindToDevice=default
#            ^^^^^^^ line-ignored not-interface-name
BindToDevice=enp0s31f6.4094xy
#            ^^^^^^^^^^^^^^^^ line-ignored not-interface-name
BindToDevice=99
#            ^^ line-ignored not-interface-name`,
      version,
    );
  }
  judges(
    `#- /etc/systemd/system/app@eth0.socket
[Socket]
BindToDevice=%i
BindToDevice=%i/0
#              ^ line-ignored not-interface-name
BindNetworkInterface=enp0s31f6.4094xy
BindNetworkInterface=eth0:1
#                        ^ line-ignored not-interface-name`,
    262,
  );
});

test("IP addresses, networks and the words for them", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
IPAddressAllow=10.0.0.0/8 any 10.0.0.0/33 1.2.3 ::1 fe80::/x localhost.
#                                      ^^ word-ignored not-prefix-length
#                                         ^^^^^ word-ignored not-ip-range
#                                                          ^ word-ignored not-prefix-length
IPAddressDeny=link-local MULTICAST x.LocalHost 1.2.3.4/0x18 1.2.3.4/08 01.2.3.4
#                        ^^^^^^^^^ word-ignored not-ip-range
#                                                                   ^^ word-ignored not-prefix-length
#                                                                      ^^^^^^^^ word-ignored not-ip-range
IPAddressAllow=1:2:3:4:5:6:7:: 1::2::3 ::ffff:1.2.3.4/96 12345:: 1:2:3:4:5:6:7::8 "any"
#                              ^^^^^^^ word-ignored not-ip-range
#                                                        ^^^^^^^ word-ignored not-ip-range
#                                                                ^^^^^^^^^^^^^^^^ word-ignored not-ip-range
#                                                                                 ^^^^^ word-ignored not-ip-range`,
      version,
    );
  }
});

test("address families in any case; 262 gives the line up at the first unknown one", () => {
  for (const version of [252, 257]) {
    judges(
      `
[Service]
RestrictAddressFamilies=AF_UNIX af_inet AF_INNET6 "AF_NETLINK"
#                                       ^^^^^^^^^ word-ignored unknown-word
RestrictAddressFamilies=none
RestrictAddressFamilies=~none
#                        ^^^^ word-ignored unknown-word
RestrictAddressFamilies=~AF_PACKET AF_DECnet UNIX
#                                            ^^^^ word-ignored unknown-word`,
      version,
    );
  }
  judges(
    `
[Service]
RestrictAddressFamilies=AF_UNIX af_inet AF_INNET6 "AF_NETLINK"
#                                       ^^^^^^^^^ words-ignored unknown-word`,
    262,
  );
});

test("names on D-Bus", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
BusName=org.example.Web
BusName=org.example-1._2
BusName=example
#       ^^^^^^^ line-ignored not-bus-name
BusName=org..example
#          ^^ line-ignored not-bus-name
BusName=org.example.
#                  ^ line-ignored not-bus-name
BusName=org.1example
#           ^ line-ignored not-bus-name
BusName=org.exämple
#             ^ line-ignored not-bus-name
BusName=:1.5
BusName=%p.example`,
      version,
    );
  }
});

test("ports that SocketBind*= lets a service bind", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
SocketBindAllow=ipv4:tcp:80
SocketBindAllow=ipv6
SocketBindAllow=UDP:any
SocketBindAllow=tcp:ipv4:80
#                   ^^^^ line-ignored not-port-rule
SocketBindAllow=1024-80
#               ^^^^^^^ line-ignored not-port-rule
SocketBindAllow=65536
#               ^^^^^ line-ignored not-port-rule
SocketBindAllow=80-
#               ^^^ line-ignored not-port-rule
SocketBindAllow=any:tcp
#                   ^^^ line-ignored not-port-rule
SocketBindAllow=ipv4::80
#                   ^ line-ignored not-port-rule
SocketBindDeny=http
#              ^^^^ line-ignored not-port-rule`,
      version,
    );
  }
  judges(
    `
[Service]
SocketBindAllow=0-1023
#               ^^^^^^ line-ignored not-port-rule`,
    252,
  );
  for (const version of [257, 262]) {
    judges(
      `
[Service]
SocketBindAllow=0-1023`,
      version,
    );
  }
});

test("nftables sets: the first bad one ends the line", () => {
  for (const version of [257, 262]) {
    judges(
      `
[Service]
NFTSet=cgroup:inet:filter:services user:ip:nat:users
NFTSet=prefix:inet:filter:services user:ip:x:
#      ^^^^^^ words-ignored unknown-word
NFTSet=cgroup:inet:filter
#      ^^^^^^^^^^^^^^^^^^ words-ignored missing-field
NFTSet=cgroup:inet:filter:a:b
#                           ^ words-ignored surplus-field
NFTSet=cgroup:inett:filter:a
#             ^^^^^ words-ignored unknown-word
NFTSet=cgroup:inet:1:a-b
#                  ^ words-ignored not-nft-name
NFTSet=cgroup:inet:filter:a-b
#                          ^ words-ignored not-nft-name
NFTSet=cgroup:inet:fil\\:ter:a
#                     ^^ words-ignored unknown-escape`,
      version,
    );
  }
});

test("BPF programs and what is delegated", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `
[Service]
BPFProgram=egress:/sys/fs/bpf/x
BPFProgram=egres:/sys/fs/bpf/x
#          ^^^^^ line-ignored unknown-word
BPFProgram=egress:x
#                 ^ line-ignored path-not-absolute
BPFProgram=egress
#          ^^^^^^ line-ignored missing-field
BPFProgram=egress:%Z
#                 ^^ line-ignored unknown-specifier`,
      version,
    );
  }
  judges(
    `
[Service]
BPFDelegateCommands=BPFMapCreate,BPFMapCreat,any
#                                ^^^^^^^^^^^ word-ignored unknown-word
#                                            ^^^ word-ignored unknown-word
BPFDelegateMaps=any
BPFDelegateMaps=BPFMapTypeLruPercpuHash
BPFDelegatePrograms=BPFProgTypeKprobe BPFProgTypeXdp
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ word-ignored unknown-word
BPFDelegateAttachments=BPFCgroupInet4Bind,BPFXDP
#                                         ^^^^^^ word-ignored unknown-word`,
    262,
  );
});

test("addresses, families and rules are spelt out", () => {
  expect(explained("[Service]\nIPAddressAllow=10.0.0.0/24 ::1 fe80::/10 Localhost.")).toEqual([
    "number 10.0.0.0/24: 256 IPv4 addresses: those that begin with the same 24 bits.",
    "number ::1: A single IPv6 address.",
    "number fe80::/10: 2^118 IPv6 addresses: those that begin with the same 10 bits.",
    "keyword Localhost.: The machine itself: 127.0.0.0/8 and ::1/128.",
  ]);
  expect(explained("[Service]\nRestrictAddressFamilies=~AF_inet")).toEqual([
    "operator ~: Forbids what follows; without the sign all else is forbidden.",
    "keyword AF_inet: IPv4.",
  ]);
  expect(explained("[Service]\nSocketBindAllow=ipv4:TCP:1000-2000")).toEqual([
    "keyword ipv4: Only for IPv4.",
    "keyword TCP: Only for TCP.",
    "number 1000-2000: 1001 ports, from 1000 to 2000.",
  ]);
  expect(explained("[Service]\nNFTSet=cgroup:inet:filter:services")).toEqual([
    "keyword cgroup: Adds the unit's cgroup ID; the set's type is `cgroupsv2`.",
    "keyword inet: A table of the `inet` family, for IPv4 and IPv6 at once.",
    "string filter: The table of the set.",
    "string services: The set.",
  ]);
  expect(explained("[Service]\nBPFDelegateCommands=any,BPFMapCreate", 262)).toEqual([
    "keyword BPFMapCreate: The kernel's `BPF_MAP_CREATE` (bpf(2)).",
  ]);
  expect(explained("[Service]\nBPFProgram=egress:/sys/fs/bpf/x")).toEqual([
    "keyword egress: Sees every IP packet that the unit sends and may drop it.",
    "path /sys/fs/bpf/x",
  ]);
});

test("what can stand in the next place is offered", () => {
  expect(offeredAt("[Service]\nIPAddressAllow=10.0.0.0/8 l$0")).toEqual([
    "localhost",
    "link-local",
    "multicast",
  ]);
  expect(offeredAt("[Service]\nRestrictAddressFamilies=AF_UNIX AF_INET$0")).toEqual(["AF_INET", "AF_INET6"]);
  expect(offeredAt("[Service]\nSocketBindAllow=$0")).toEqual(["ipv4", "ipv6", "tcp", "udp", "any"]);
  expect(offeredAt("[Service]\nSocketBindAllow=ipv4:$0")).toEqual(["tcp", "udp", "any"]);
  expect(offeredAt("[Service]\nSocketBindAllow=tcp:$0")).toEqual(["any"]);
  expect(offeredAt("[Service]\nNFTSet=$0")).toEqual(["cgroup", "user", "group"]);
  expect(offeredAt("[Service]\nNFTSet=user:$0")).toEqual(["arp", "bridge", "inet", "ip", "ip6", "netdev"]);
  expect(offeredAt("[Service]\nBPFProgram=egr$0")).toEqual(["egress"]);
  expect(offeredAt("[Service]\nBPFDelegateMaps=BPFMapTypeHash,BPFMapTypeCpu$0", 262)[0]).toBe(
    "BPFMapTypeCpumap",
  );
});
