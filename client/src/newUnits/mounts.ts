// Units that are named after a path: mounts, automounts and swaps.
import type { ScopeKind } from "../systemd/manager.ts";
import { withDirective, withoutDirectives, withWantedBy } from "./changedText.ts";
import type { Answers, ChoiceQuestion, NewFile, NewUnitKind, Place, TextQuestion } from "./newUnit.ts";
import { descriptionQuestion, namingPathQuestion, unitNameOf } from "./questions.ts";
import { snippetFiles } from "./snippetText.ts";
import { asTyped, pathValue, plainValue, sourceValue } from "./valueText.ts";

const sourceQuestion: TextQuestion = {
  kind: "text",
  key: "source",
  prompt: "What is mounted: a device, a file system's label or number, or a share of the network",
  placeholder: "/dev/disk/by-label/data, LABEL=data, UUID=…, server:/export/data",
  check: (text) => (text.trim() === "" ? "There must be something to mount." : undefined),
};

const typeQuestion: ChoiceQuestion = {
  kind: "choice",
  key: "type",
  prompt: "Which file system? Choose, or type another",
  typed: "as Type=",
  choices: () => [
    { value: "auto", label: "Found out when it is mounted" },
    ...["ext4", "xfs", "btrfs", "vfat", "nfs", "cifs"].map((value) => ({ value, label: value })),
  ],
};

const wherePrompt = "Where: the folder to mount on, which names the unit";

const mount = ({ source = "", where = "", type = "", description = "" }: Answers, { scope }: Place) => {
  const name = unitNameOf(where, "mount");
  const what = plainValue(description) || plainValue(where);
  const stops = { 1: what, 2: sourceValue(source), 3: pathValue(where), 4: plainValue(type) };
  const files = snippetFiles("unit-mount", name, stops).map(({ text }) =>
    withoutDirectives(text, ["Options"]),
  );
  return files.map((text): NewFile => ({ name, text: typed(wanted(text, type, scope), type) }));
};

export const mountKind: NewUnitKind = {
  id: "mount",
  label: "Mount",
  icon: "database",
  detail: "A file system that is mounted at boot, as a line of /etc/fstab would have it",
  questions: [
    namingPathQuestion("where", wherePrompt, "/srv/data", "mount", mount),
    sourceQuestion,
    typeQuestion,
    descriptionQuestion,
  ],
  files: mount,
};

const automount = (answers: Answers, { scope }: Place) => {
  const { source = "", where = "", type = "", idle = "", description = "" } = answers;
  const what = plainValue(description) || plainValue(where);
  const name = unitNameOf(where, "automount");
  const [first, second] = snippetFiles("unit-automount", name, {
    ...{ 1: what, 2: pathValue(where), 3: asTyped(idle) },
    ...{ 5: sourceValue(source), 6: plainValue(type) },
  });
  const text = idle === "" ? withoutDirectives(first?.text ?? "", ["TimeoutIdleSec"]) : (first?.text ?? "");
  return [
    { name, text: wanted(text, type, scope) },
    { name: unitNameOf(where, "mount"), text: typed(second?.text ?? "", type) },
  ];
};

export const automountKind: NewUnitKind = {
  id: "automount",
  label: "Automount with Its Mount",
  icon: "cloud-download",
  detail: "Mounted when somebody looks there: for shares, and disks that come and go",
  questions: [
    namingPathQuestion("where", wherePrompt, "/srv/data", "automount", automount),
    sourceQuestion,
    typeQuestion,
    {
      kind: "choice",
      key: "idle",
      prompt: "Unmount it when nobody has used it for how long?",
      typed: "as TimeoutIdleSec=",
      choices: () => [
        { value: "10min", label: "Ten minutes" },
        { value: "1h", label: "An hour" },
        { value: "", label: "Never" },
      ],
    },
    descriptionQuestion,
  ],
  files: automount,
};

const swap = ({ source = "", description = "" }: Answers) => {
  const what = sourceValue(source);
  const name = unitNameOf(what.replaceAll("%%", "%"), "swap");
  return snippetFiles("unit-swap", name, { 1: plainValue(description) || "Swap", 2: what });
};

export const swapKind: NewUnitKind = {
  id: "swap",
  label: "Swap",
  icon: "arrow-swap",
  detail: "A device or file that memory is swapped out to",
  questions: [
    {
      ...namingPathQuestion(
        "source",
        "What to swap to, which names the unit",
        "/swapfile, /dev/disk/by-label/swap",
        "swap",
        swap,
      ),
      check: (text, _answers, { taken }) => {
        const name = unitNameOf(sourceValue(text).replaceAll("%%", "%"), "swap");
        if (!sourceValue(text).startsWith("/") || name === "" || name === "-.swap") {
          return "This is a device or file by its whole path, or LABEL= or UUID= with what is behind it.";
        }
        return taken.has(name) ? `${name} exists here already.` : undefined;
      },
    },
    descriptionQuestion,
  ],
  files: swap,
};

/** With the type left out where it is to be found out. */
function typed(text: string, type: string): string {
  return type === "auto" ? withoutDirectives(text, ["Type"]) : text;
}

/** By what starts it at boot: file systems of the network wait for that. */
function wanted(text: string, type: string, scope: ScopeKind): string {
  if (scope === "user") return withDirective(text, "WantedBy", "default.target");
  const isRemote = /^(?:nfs4?|cifs|smb3|sshfs|fuse\.sshfs|ceph|glusterfs|9p|davfs|afs|lustre|ocfs2)$/.test(
    type,
  );
  return withWantedBy(text, isRemote ? "remote-fs.target" : "local-fs.target");
}
