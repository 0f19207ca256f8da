import { describe, expect, test } from "vitest";
import { explained, judges, offeredAt } from "../../support/value.ts";

describe("a device and an amount", () => {
  test("IOReadBandwidthMax=", () => {
    judges(`
[Service]
IOReadBandwidthMax=/dev/sda 5M
IOReadBandwidthMax="/dev/a b" infinity
IOWriteIOPSMax=%t/disk 1K 500
IOReadBandwidthMax=/dev/sda
#                  ^^^^^^^^ line-ignored missing-field
IOReadBandwidthMax=/dev/sda 0
#                           ^ line-ignored not-limit
IOReadBandwidthMax=/dev/sda 5MB
#                           ^^^ line-ignored not-limit
IOReadBandwidthMax=/dev/../sda 5M
#                       ^^ line-ignored path-not-normalized
IOReadBandwidthMax=/dev/%Z 5M
#                       ^^ line-ignored unknown-specifier
IOReadBandwidthMax="/dev/sda 5M
#                  ^ line-ignored unbalanced-quote
IOReadBandwidthMax=sda 5M
#                  ^^^ none path-not-absolute
IOReadBandwidthMax=./ 5M
#                  ^^ line-ignored path-not-normalized
IOReadBandwidthMax=a/.. 5M
#                    ^^ line-ignored path-not-normalized`);
  });

  test("weights and latencies", () => {
    judges(`#- /etc/systemd/system/a.slice
[Slice]
IODeviceWeight=/dev/sda 10000
IODeviceWeight=/dev/sda 0
#                       ^ line-ignored number-out-of-range
IODeviceWeight=/dev/sda x
#                       ^ line-ignored not-number
IODeviceLatencyTargetSec=/dev/sda 25ms
IODeviceLatencyTargetSec=/dev/sda 25x
#                                 ^^^ line-ignored not-time-span`);
  });

  test("spells out amounts, and offers infinity", () => {
    expect(explained("[Service]\nIOReadBandwidthMax=/dev/sda 5M")[0]).toBe("path /dev/sda");
    expect(explained("[Service]\nIODeviceLatencyTargetSec=/dev/sda 1500ms")[1]).toBe(
      "number 1500ms: 1 s 500 ms (1.5 s)",
    );
    expect(offeredAt("[Service]\nIOReadBandwidthMax=/dev/sda $0")).toEqual(["infinity"]);
    expect(offeredAt("[Service]\nIOReadBandwidthMax=$0")).toEqual([]);
  });
});

describe("DeviceAllow=", () => {
  test("takes devices and groups of them, and kinds of access", () => {
    judges(`
[Service]
DeviceAllow=/dev/null rw
DeviceAllow=/dev/sda
DeviceAllow=char-pts rwm
DeviceAllow=block-*
DeviceAllow=/run/systemd/inaccessible/chr m
DeviceAllow=/dev/null rx
#                      ^ line-ignored not-device-access
DeviceAllow=/dev/null r w
#                      ^ line-ignored not-device-access
DeviceAllow=/tmp/x r
#           ^^^^^^ line-ignored not-device
DeviceAllow=sda
#           ^^^ line-ignored not-device
DeviceAllow=/dev/../sda
#                ^^ line-ignored path-not-normalized`);
  });

  test("explains each kind of access", () => {
    expect(explained("[Service]\nDeviceAllow=/dev/null rm")).toEqual([
      "path /dev/null",
      "keyword r: Reading.",
      "keyword m: Making the device node.",
    ]);
  });
});
