// Runs inside the box: asks systemd-escape about the texts of a file, and writes what it answered beside it.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";

const [, , file] = process.argv;
const calls = JSON.parse(readFileSync(file, "utf8"));
const answers = new Array(calls.length);
let next = 0;

async function work() {
  while (next < calls.length) {
    const at = next++;
    answers[at] = await ask(calls[at]);
  }
}

function ask({ flags, texts }) {
  return new Promise((resolve) => {
    const options = { encoding: "latin1", timeout: 20_000, maxBuffer: 64 << 20 };
    execFile("systemd-escape", [...flags, "--", ...texts], options, (error, bytes) =>
      resolve({ status: error === null ? 0 : (error.code ?? -1), bytes }),
    );
  });
}

await Promise.all(Array.from({ length: availableParallelism() * 2 }, work));
writeFileSync(`${file}.answers`, JSON.stringify(answers));
