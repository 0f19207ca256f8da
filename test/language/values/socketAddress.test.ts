import { expect, test } from "vitest";
import { explained, judges, offeredAt, saidAbout } from "../../support/value.ts";

test("an address, a port or a path to listen on", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/app.socket
[Socket]
ListenStream=80
ListenDatagram=0x50
ListenStream=0
#            ^ line-ignored not-socket-address
ListenStream=99999
#            ^^^^^ line-ignored not-socket-address
ListenStream=127.0.0.1:80
ListenStream=127.0.0.1
#            ^^^^^^^^^ line-ignored not-socket-address
ListenStream=127.0.0.1:0
#                      ^ line-ignored not-socket-address
ListenStream=::1
#            ^^^ line-ignored not-socket-address
ListenStream=[::1]:80
ListenStream=[::1]:http
#                  ^^^^ line-ignored not-socket-address
ListenStream=[::x]:80
#             ^^^ line-ignored not-socket-address
ListenStream=[::1]
#            ^^^^^ line-ignored not-socket-address
ListenStream=[fe80::1]:80%%e/0
#                        ^^^^^ line-ignored not-socket-address
ListenStream=localhost:80
#            ^^^^^^^^^ line-ignored not-socket-address
ListenStream=1.2.3.4:80#example.com
#                      ^^^^^^^^^^^^ line-ignored not-socket-address
ListenStream=/run/app.sock
ListenStream=/run/../app.sock
ListenStream=@app
ListenStream=@
#            ^ line-ignored not-socket-address
ListenStream=app.sock
#            ^^^^^^^^ line-ignored not-socket-address
ListenStream=vsock:2:1234
ListenStream=vsock::1234
ListenStream=vsock:2
#                  ^ line-ignored not-socket-address
ListenStream=vsock:x:1
#                  ^ line-ignored not-socket-address
ListenStream=vsock:2:port
#                    ^^^^ line-ignored not-socket-address
ListenStream=%t/app.sock
ListenStream=[fe80::1]:80%%lo`,
      version,
    );
  }
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/app.socket
[Socket]
ListenStream=[fe80::1]:80%%eth7`,
      version,
    );
  }
});

test("what releases read in their own way", () => {
  judges(
    `#- /etc/systemd/system/app.socket
[Socket]
ListenStream=/var/run/app.sock
#            ^^^^^^^^ none legacy-run-path
ListenFIFO=/dev/app
ListenStream=vsock:host:1
#                  ^^^^ line-ignored not-socket-address
ListenStream=vsock-stream:2:1
#            ^^^^^^^^^^^^^^ line-ignored not-socket-address
ListenStream=vsock:2:4294967295`,
    252,
  );
  judges(
    `#- /etc/systemd/system/app.socket
[Socket]
ListenStream=/var/run/app.sock
#            ^^^^^^^^ noted legacy-run-path
ListenStream=//var/./run/%p.sock
#            ^^^^^^^^^^^ noted legacy-run-path
ListenFIFO=/dev/app
#          ^^^^^^^^ line-ignored path-in-api-file-system
ListenStream=vsock:host:1
ListenStream=vsock-stream:2:1
ListenStream=vsock:2:4294967295
#                    ^^^^^^^^^^ line-ignored not-socket-address
ListenStream=vsock:any:1
#                  ^^^ line-ignored not-socket-address`,
    257,
  );
  judges(
    `#- /etc/systemd/system/app.socket
[Socket]
ListenStream=vsock:any:1
ListenStream=vsock:-1:1`,
    262,
  );
});

test("sequential packets go between processes of the machine only", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/app.socket
[Socket]
ListenSequentialPacket=@app
ListenSequentialPacket=/run/app
ListenSequentialPacket=80
#                      ^^ line-ignored not-socket-address
ListenSequentialPacket=vsock:2:1
#                      ^^^^^^^^^ line-ignored not-socket-address`,
      version,
    );
  }
});

test("pipes, queues and special files by their path", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/app.socket
[Socket]
ListenFIFO=/run/app.fifo
ListenFIFO=app
#          ^^^ line-ignored path-not-absolute
ListenFIFO=/run/../app
#               ^^ line-ignored path-not-normalized
ListenSpecial=/dev/x
ListenMessageQueue=/queue
ListenUSBFunction=usb
#                 ^^^ line-ignored path-not-absolute`,
      version,
    );
  }
  for (const version of [257, 262]) {
    judges(
      `#- /etc/systemd/system/app.socket
[Socket]
ListenFIFO=/dev
#          ^^^^ line-ignored path-in-api-file-system
ListenFIFO=/var/run/app
#          ^^^^^^^^ noted legacy-run-path
ListenMessageQueue=//dev/./mqueue
#                  ^^^^^^^^^^^^^^ line-ignored path-in-api-file-system
ListenUSBFunction=/devices`,
      version,
    );
  }
});

test("netlink families by name or number, and groups", () => {
  for (const version of [252, 257, 262]) {
    judges(
      `#- /etc/systemd/system/app.socket
[Socket]
ListenNetlink=kobject-uevent 1
ListenNetlink=16
ListenNetlink=kobject-uevents
#             ^^^^^^^^^^^^^^^ line-ignored unknown-word
ListenNetlink=route x
#                   ^ line-ignored not-number
ListenNetlink=route 4294967296
#                   ^^^^^^^^^^ line-ignored not-number`,
      version,
    );
  }
});

const socket = "#- /etc/systemd/system/app.socket\n[Socket]\n";

test("an address is spelt out", () => {
  expect(explained(`${socket}ListenStream=80`)).toEqual([
    "number 80: TCP port 80 on every address of the machine.",
  ]);
  expect(explained(`${socket}ListenStream=127.0.0.1:0x50`)).toEqual([
    "number 127.0.0.1:0x50: TCP port 80 on 127.0.0.1.",
  ]);
  expect(explained(`${socket}ListenDatagram=[fe80::1]:53%%eth0`)).toEqual([
    "number [fe80::1]:53%%eth0: UDP port 53 on fe80::1 of the interface eth0.",
  ]);
  expect(explained(`${socket}ListenStream=/run/app.sock`)).toEqual([
    "path /run/app.sock: A socket in the file system, for processes of this machine.",
  ]);
  expect(explained(`${socket}ListenStream=@app`)).toEqual([
    "string @app: An abstract socket: a name without a file, for processes of this machine.",
  ]);
  expect(explained(`${socket}ListenStream=vsock::1`)).toEqual([
    "number vsock::1: Port 1 between virtual machine and host, on any CID.",
  ]);
  expect(explained(`${socket}ListenStream=%t/app.sock`)).toEqual([
    "path %t/app.sock: A socket in the file system, for processes of this machine.",
  ]);
  expect(explained(`${socket}ListenNetlink=route 5`)).toEqual([
    "keyword route: Links, addresses, routes and neighbours.",
    "number 5: The groups to listen to, as bits.",
  ]);
});

test("whatever is listened on has 4095 bytes at most", () => {
  const zeros = (count: number) => "0".repeat(count);
  const said = (directive: string, values: readonly string[]) =>
    saidAbout(`${socket}${directive}=`, values).map(({ length }) => length);
  expect(said("ListenNetlink", [`route ${zeros(4089)}`, `route ${zeros(4090)}`])).toEqual([4096]);
  expect(said("ListenStream", [`${zeros(4094)}7`, `${zeros(4095)}7`])).toEqual([4096]);
});

test("families of netlink are offered", () => {
  expect(offeredAt(`${socket}ListenNetlink=kob$0`)).toEqual(["kobject-uevent"]);
  expect(offeredAt(`${socket}ListenNetlink=$0`)).toHaveLength(18);
});
