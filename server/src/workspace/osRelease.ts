import { parse } from "ini";

/** What os-release(5) tells about a system, as far as it matters for the release of its systemd. */
export interface OsRelease {
  /** `debian`, `ubuntu`, `rhel` … */
  readonly id: string;
  /** The distributions this one is made from, nearest first. */
  readonly idLike: readonly string[];
  /** `12`, `24.04`, `9.4`; empty for rolling releases. */
  readonly versionId: string;
  /** `bookworm`, `noble`; empty where the distribution has none. */
  readonly codename: string;
  /** The codename of the Ubuntu or Debian release that a derived distribution is made from. */
  readonly baseCodename: string;
}

/** Reads the text of an os-release file. Total: what is missing or odd is left empty. */
export function readOsRelease(text: string): OsRelease {
  const fields = readAssignments(text);
  const field = (name: string) => fields.get(name) ?? "";
  return {
    id: field("ID").toLowerCase(),
    idLike: field("ID_LIKE").toLowerCase().split(/\s+/).filter(Boolean),
    versionId: field("VERSION_ID"),
    codename: field("VERSION_CODENAME").toLowerCase(),
    baseCodename: (field("UBUNTU_CODENAME") || field("DEBIAN_CODENAME")).toLowerCase(),
  };
}

/** The fields of os-release, machine-info and their like: assignments as a shell would read them. */
export function readAssignments(text: string): ReadonlyMap<string, string> {
  // `ini` would read '24.10' in single quotes as the number 24.1.
  const quoted = text.replace(/^(\w+)='([^'"\\\n]*)'\s*$/gm, '$1="$2"');
  const fields: Readonly<Record<string, unknown>> = parse(quoted);
  return new Map(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value.trim()]] : [],
    ),
  );
}

/** The systemd release that the distribution ships, or undefined where the table does not know. */
export function systemdOf(release: OsRelease): number | undefined {
  const { id, idLike, versionId, codename, baseCodename } = release;
  const major = versionId.split(".")[0] ?? "";
  const own = shipped.get(id);
  if (own !== undefined) return own.get(versionId) ?? own.get(major) ?? own.get(codename);
  for (const base of idLike) {
    const row = shipped.get(base);
    // Only Red Hat's rebuilds share the numbers of what they are made from; other families share codenames.
    const found = base === "rhel" ? (row?.get(versionId) ?? row?.get(major)) : row?.get(baseCodename);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Version number, major number or codename → systemd release, from the distributions' own packages. */
type Shipped = ReadonlyMap<string, number>;

const debian: Shipped = new Map([
  ["10", 241],
  ["buster", 241],
  ["11", 247],
  ["bullseye", 247],
  ["12", 252],
  ["bookworm", 252],
  ["13", 257],
  ["trixie", 257],
  ["14", 262],
  ["forky", 262],
]);
const ubuntu: Shipped = new Map([
  ["18.04", 237],
  ["bionic", 237],
  ["20.04", 245],
  ["focal", 245],
  ["22.04", 249],
  ["jammy", 249],
  ["24.04", 255],
  ["noble", 255],
  ["24.10", 256],
  ["oracular", 256],
  ["25.04", 257],
  ["plucky", 257],
  ["25.10", 257],
  ["questing", 257],
  ["26.04", 259],
  ["resolute", 259],
]);
const enterpriseLinux: Shipped = new Map([
  ["7", 219],
  ["8", 239],
  ["9.0", 250],
  ["9.1", 250],
  ["9", 252],
  ["10", 257],
]);
const fedora: Shipped = new Map([
  ["38", 253],
  ["39", 254],
  ["40", 255],
  ["41", 256],
  ["42", 257],
  ["43", 258],
]);
const leap: Shipped = new Map([
  ["15.4", 249],
  ["15.5", 249],
  ["15.6", 254],
  ["16.0", 257],
]);

const shipped: ReadonlyMap<string, Shipped> = new Map([
  ["debian", debian],
  ["raspbian", debian],
  ["ubuntu", ubuntu],
  ["fedora", fedora],
  ["rhel", enterpriseLinux],
  ["centos", enterpriseLinux],
  ["rocky", enterpriseLinux],
  ["almalinux", enterpriseLinux],
  ["opensuse-leap", leap],
]);
