import fc from "fast-check";
import { bytesOfText } from "../../server/src/workspace/byteText.ts";

/** Pieces that unit files are made of, the odd ones among them. */
const pieces = [
  "[Unit]\n",
  "[Service]\n",
  "[Install]\n",
  "[Timer]\n",
  "[X-Mine]\n",
  "[Servise]\n",
  "[Unit",
  "]",
  "[",
  "Restart=",
  "always",
  "After=",
  "network.target",
  " a@%i.service",
  "dev-a\\x2db.device",
  "ExecStart=",
  "-/bin/a",
  "TimeoutStartSec=",
  "5min",
  "Environment=",
  "UMask=",
  "0022",
  "KillSignal=",
  "SIGTERM",
  "MemoryMax=",
  "512MB",
  "WantedBy=",
  "CPUShares=",
  "Restrat=",
  "BindTo=",
  "StartLimitInterval=",
  "Description=",
  "=",
  "%",
  "%n",
  "%%",
  "$X",
  "\u0024{X}",
  '"',
  "'",
  "\\",
  "\\\n",
  "\\\r\n",
  "\n",
  "\r\n",
  "\n\n",
  "\r",
  "\0",
  " ",
  "\t",
  "# a comment\n",
  "; another\n",
  "#",
  "{{ x }}",
  "@x@",
  "{% if x %}\n",
  "\ufeff",
  "\ufffe",
  "\ud800",
  "\udc80",
  "é",
  "😀",
  "~",
  ":",
  ";",
  "-",
];

/** Documents that look like unit files to a different degree, down to any characters at all. */
export const documents: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
);

/** Bytes that are nothing at all, and bytes of such texts but for a few. */
export function bytesLike(texts: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  const changes = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 255 })), { maxLength: 6 });
  return fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.tuple(texts, changes).map(([text, changed]) => {
      const bytes = new Uint8Array(bytesOfText(text));
      for (const [at, byte] of changed) if (at < bytes.length) bytes[at] = byte;
      return bytes;
    }),
  );
}

/** Paths of unit files of several kinds. */
export const unitPaths: fc.Arbitrary<string> = fc.constantFrom(
  "/etc/systemd/system/app.service",
  "/etc/systemd/system/app@.service",
  "/etc/systemd/system/app@a\\x20b.service",
  "/etc/systemd/user/app.service.d/x.conf",
  "/etc/systemd/system/service.d/x.conf",
  "/src/app.service.in",
  "/etc/systemd/system/app.timer",
  "/etc/systemd/system/srv-data.mount",
  "/etc/systemd/system/app.target",
);
