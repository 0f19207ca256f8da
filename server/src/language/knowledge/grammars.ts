import { accountName, accountNames } from "../values/accountName.ts";
import { addressFamilies } from "../values/addressFamily.ts";
import { base64 } from "../values/base64.ts";
import { bindPaths } from "../values/bindPaths.ts";
import { bpfAttachments, bpfCommands, bpfMaps, bpfProgram, bpfPrograms } from "../values/bpf.ts";
import { busName } from "../values/busName.ts";
import { calendarEvent } from "../values/calendar.ts";
import {
  choose,
  described,
  neverFatal,
  numberOr,
  offering,
  orNothing,
  type Prefix,
  prefixed,
  wordOr,
} from "../values/choice.ts";
import { commandLine } from "../values/commandLine.ts";
import { conditionText } from "../values/condition.ts";
import { delegation, subgroup } from "../values/controlGroup.ts";
import { coredumpFilter } from "../values/coredumpFilter.ts";
import { cpuAffinity, cpuSet, numaMask } from "../values/cpuSet.ts";
import { importedCredential, literalCredential, loadedCredential } from "../values/credential.ts";
import { descriptorName } from "../values/descriptorName.ts";
import {
  allowedDevice,
  blockIoBandwidth,
  blockIoDeviceWeight,
  ioDeviceLatency,
  ioDeviceWeight,
  ioLimit,
} from "../values/device.ts";
import { documentation } from "../values/documentation.ts";
import { capabilitySet, controllersToDisable, secureBits } from "../values/droppedWord.ts";
import { environment, variableNames, variablesToUnset } from "../values/environment.ts";
import { errno } from "../values/errno.ts";
import { inputText } from "../values/escapedText.ts";
import { execDirectories } from "../values/execDirectories.ts";
import { exitStatusList, exitStatusNumber } from "../values/exitStatus.ts";
import { fileSystems } from "../values/fileSystem.ts";
import { filterPattern } from "../values/filterPattern.ts";
import { delegatedNamespaces, flagSet } from "../values/flagSet.ts";
import { anyText, type Grammar, unchecked, type Word } from "../values/grammar.ts";
import { protectHostname } from "../values/hostName.ts";
import { imagePolicy } from "../values/imagePolicy.ts";
import { alias, also, defaultInstance, wantedBy } from "../values/install.ts";
import { interfaceName } from "../values/interfaceName.ts";
import { addressPrefixes } from "../values/ipAddress.ts";
import { journalFields } from "../values/journalField.ts";
import { boolean, booleanOr, keyword } from "../values/keyword.ts";
import {
  cpuQuota,
  diskQuota,
  memoryLimit,
  resourceLimit,
  shareUpToWhole,
  tasksMax,
} from "../values/limit.ts";
import { keptAllOrNone, list } from "../values/list.ts";
import { mode } from "../values/mode.ts";
import { extensionImages, mountImages, rootImageOptions } from "../values/mountImages.ts";
import { nftSets } from "../values/nftSet.ts";
import { integer, readNumber, signed32, signed64, unsigned32 } from "../values/number.ts";
import { openFile } from "../values/openFile.ts";
import { absolutePath, pathOf, shortEnough } from "../values/path.ts";
import { extendedAttribute, logNamespace, mountSource, rebootArgument } from "../values/plainText.ts";
import { portRule } from "../values/portRule.ts";
import { rootHash, rootHashSignature } from "../values/rootHash.ts";
import { luoSessions, oomRules } from "../values/ruleName.ts";
import { pidFile, searchPath } from "../values/searchPath.ts";
import { signal } from "../values/signal.ts";
import { size } from "../values/size.ts";
import { listenAddress } from "../values/socketAddress.ts";
import { socketProtocol } from "../values/socketProtocol.ts";
import { expanding } from "../values/specifierExpansion.ts";
import { standardInput, standardOutput } from "../values/standardStream.ts";
import { systemCallFilter, systemCallLog } from "../values/systemCall.ts";
import { temporaryFileSystems } from "../values/temporaryFileSystem.ts";
import { nanosecondsScale, secondsScale, timeSpan } from "../values/timeSpan.ts";
import { oneUnit, socketList, unitList } from "../values/unitReference.ts";
import { quotedWords } from "../values/wordSplit.ts";
import { type Enumeration, type EnumerationName, enumerations } from "./generated/enumerations.ts";
import type { ValueName } from "./generated/valueNames.ts";
import { wordMeanings } from "./wordMeanings.ts";

/** The grammar of a value type, by systemd's own name of its parser. */
export function grammarOf(value: ValueName): Grammar {
  return grammars[value];
}

/** The words of one of systemd's string tables, each with its meaning. */
function wordsOf(name: EnumerationName): readonly Word[] {
  const meanings: Readonly<Record<string, string>> = everyMeaning[name] ?? {};
  return enumerations[name].words.map((word) => {
    const meaning = meanings[word.text];
    return meaning === undefined ? word : { ...word, meaning };
  });
}

const everyMeaning: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>> = wordMeanings;

/** One of the words of a string table, or what else systemd takes in their place: a boolean, a number up to `highest`. */
function enumeration(name: EnumerationName, highest = 0n): Grammar {
  const table: Enumeration = enumerations[name];
  const words = wordsOf(name);
  const grammar = table.boolean ? booleanOr(words) : keyword(words);
  return table.number ? numberOr(0n, highest, grammar) : grammar;
}

/** One grammar since a release, another before it. */
function since(version: number, now: Grammar, { before }: { readonly before: Grammar }): Grammar {
  return choose((context) => (context.version >= version ? now : before));
}

const text = expanding(anyText("measured on 252, 257 and 262: no text is refused"));
const mayFail: Prefix = { sign: "-", meaning: "Starts without it where it cannot be set." };
const lenientLabel = prefixed([mayFail], neverFatal(text));
const labelOrSign = prefixed([mayFail], text);
/** A security label: with `-` before it, a mistake costs only the line. */
const label = choose((_context, { content }) =>
  content.startsWith("-") ? lenientLabel : content === "" ? labelOrSign : text,
);
const idleCpu: Word = { text: "idle", meaning: "Only what no other unit wants." };
/** Which of the known architectures fit depends on the machine's CPU, and is not judged. */
const personalities = wordsOf("architecture").map(
  ({ text, meaning }): Word => (meaning === undefined ? { text } : { text, meaning }),
);
const seconds = timeSpan(secondsScale);
const timerSpan = timeSpan(secondsScale, {
  after: {
    OnActiveSec: "after the timer was started.",
    OnBootSec: "after the machine was booted.",
    OnStartupSec: "after the manager was started: that of the system at boot, that of a user at login.",
    OnUnitActiveSec: "after the unit was last started.",
    OnUnitInactiveSec: "after the unit last came to an end.",
  },
});
const secondsOrNever = timeSpan(secondsScale, { zero: "0 stands for no limit." });
const path = expanding(absolutePath);
const mayBeMissing: Prefix = { sign: "-", meaning: "Not there: no matter." };
const environmentFile = (length?: "one-more"): Grammar => {
  const file = pathOf({ form: "absolute", ...(length === undefined ? {} : { length }) });
  return expanding(shortEnough(prefixed([mayBeMissing], file), length));
};
const fromRoot: Prefix = { sign: "+", meaning: "Seen from the root folder of the unit (RootDirectory=)." };
const triggering: Prefix = { sign: "|", meaning: "One of the conditions with this sign must hold." };
const exceptThese: Prefix = { sign: "~", meaning: "All but those that follow." };
const anyInterface: Word = { text: "*", meaning: "Whatever interface: takes back an earlier name." };
const loopback: Word = {
  text: "lo",
  meaning: "The loopback device, by which the machine talks with itself.",
};
const deviceName = "The name of a network device.";
const unlimitedJobs: Word = { text: "infinity", meaning: "As many as there are." };
const newPolicyFlags = {
  encryptedwithintegrity: 262,
  btrfs: 262,
  erofs: 262,
  ext4: 262,
  f2fs: 262,
  squashfs: 262,
  vfat: 262,
  xfs: 262,
};
const unitNftSources = wordsAlone("nft_set_source").filter(({ text }) =>
  ["cgroup", "user", "group"].includes(text),
);
const negating: Prefix = { sign: "!", meaning: "Must not hold." };

/** Words that systemd compares outside a string table, from the meanings alone; some came after 252. */
function wordsAlone(
  name: keyof typeof wordMeanings,
  since: Readonly<Record<string, number>> = {},
): readonly Word[] {
  return Object.entries(wordMeanings[name]).map(([text, meaning]) => {
    const first = since[text];
    return first === undefined ? { text, meaning } : { text, meaning, since: first };
  });
}

/** systemd remarks on every KillMode=none since 246: what is left behind escapes it (measured on 252, 257 and 262). */
const killModes = wordsOf("kill_mode").map((word) =>
  word.text === "none" ? { ...word, deprecated: { since: 246 } } : word,
);

/** MemoryMin=, MemoryLow= and the like take 0; a limit that lets nothing through does not pass. */
const takesZero = /^(?:(?:Startup)?Memory(?:Z?SwapMax|Low)|MemoryMin|DefaultMemory(?:Low|Min))$/;
const memoryLimits = { fromZero: memoryLimit(0n), fromOne: memoryLimit(1n) } as const;

const highestPolicyNumber = 2n ** 31n - 1n;
const policy = enumeration("sched_policy", highestPolicyNumber);
/** 262 asks the kernel, which has policies of the numbers 0 to 7 without 4, and takes another all the same (measured). */
const askedPolicy: Grammar = {
  judge(text, context, findings) {
    const { content } = text;
    const reading = readNumber(content);
    const number = reading.kind === "number" && reading.value <= highestPolicyNumber ? reading.value : 0n;
    if (number === 4n) findings.report("unknown-word", text, 0, content.length, [content, ""], "noted");
    else if (number > 7n)
      findings.report("number-out-of-range", text, 0, content.length, [content, "0", "7"], "noted");
    else policy.judge(text, context, findings);
  },
  explain: policy.explain,
};

const home: Word = { text: "~", meaning: "The home folder of the user." };
const folder = wordOr([home], path);
const folderIfThere = prefixed([mayBeMissing], neverFatal(folder));

const restrictedNamespaces = flagSet(wordsOf("namespace"), {
  yes: "No namespaces at all.",
  no: "All kinds of namespaces. Default.",
  allBut: "These are refused, all others can be used.",
});
const namespacesToDelegate = delegatedNamespaces(wordsOf("namespace"), {
  yes: "All kinds but user namespaces.",
  no: "None. Default.",
  allBut: "All kinds but these and user namespaces.",
});
const partsToRefresh = flagSet(wordsAlone("service_refresh_on_reload"), {
  yes: "All there is to refresh.",
  no: "Nothing but the program itself reloads.",
  allBut: "What is refreshed by default, but for these.",
});

const yesOrNo = (yes: string, no: string): readonly Word[] => [
  { text: "yes", meaning: yes },
  { text: "no", meaning: no },
];

/** The words of conditions, by the name behind Condition and Assert. */
const conditionWords: Readonly<Record<string, readonly Word[]>> = {
  ACPower: yesOrNo("The machine is on mains power, or cannot tell.", "The machine runs on battery."),
  Architecture: [...wordsOf("architecture"), { text: "native", meaning: wordMeanings.architecture.native }],
  ControlGroupController: [
    ...wordsOf("cgroup_controller"),
    { text: "v2", meaning: "The machine uses the unified hierarchy." },
    { text: "v1", meaning: "The machine uses the legacy or the mixed hierarchy." },
  ],
  FirstBoot: yesOrNo("The system is started for the first time.", "The system was started before."),
  Firmware: wordsAlone("condition_firmware"),
  Security: wordsAlone("condition_security", { cvm: 257, "measured-uki": 257, "measured-os": 262 }),
  Virtualization: [
    ...yesOrNo("Any virtual machine or container.", "Neither virtual machine nor container."),
    { text: "vm", meaning: wordMeanings.virtualization.vm },
    { text: "container", meaning: wordMeanings.virtualization.container },
    ...wordsOf("virtualization"),
    { text: "private-users", meaning: wordMeanings.virtualization["private-users"] },
  ],
};

/** A grammar for every value type of unit files, of whichever release. Written out, so that none can be forgotten. */
const grammars: Readonly<Record<ValueName, Grammar>> = {
  config_parse_address_families: addressFamilies,
  config_parse_alias: described(
    "unit",
    "Another name of the unit: enabling makes a link of this name.",
    alias,
  ),
  config_parse_allowed_cpuset: cpuSet,
  config_parse_also: also,
  config_parse_bind_network_interface: described(
    "string",
    deviceName,
    offering([loopback], expanding(interfaceName("alternative"))),
  ),
  config_parse_bind_paths: bindPaths,
  config_parse_blockio_bandwidth: blockIoBandwidth,
  config_parse_blockio_device_weight: blockIoDeviceWeight,
  config_parse_blockio_weight: integer(10n, 1000n),
  config_parse_bool: boolean,
  config_parse_bpf_delegate_attachments: bpfAttachments,
  config_parse_bpf_delegate_commands: bpfCommands,
  config_parse_bpf_delegate_maps: bpfMaps,
  config_parse_bpf_delegate_programs: bpfPrograms,
  config_parse_bpf_foreign_program: bpfProgram(wordsOf("bpf_cgroup_attach_type")),
  config_parse_bus_name: described(
    "string",
    "The name that other programs find the service by on D-Bus.",
    expanding(busName),
  ),
  config_parse_capability_set: capabilitySet,
  config_parse_cg_cpu_weight: wordOr([idleCpu], integer(1n, 10_000n)),
  config_parse_cg_weight: integer(1n, 10_000n),
  config_parse_cgroup_nft_set: nftSets(unitNftSources, wordsAlone("nfproto")),
  config_parse_cgroup_socket_bind: portRule,
  config_parse_collect_mode: enumeration("collect_mode"),
  config_parse_colon_separated_paths: searchPath,
  config_parse_concurrency_max: wordOr([unlimitedJobs], unsigned32),
  config_parse_cpu_quota: cpuQuota,
  config_parse_cpu_shares: integer(2n, 262_144n),
  config_parse_cpuset_partition: enumeration("cpuset_partition"),
  config_parse_default_instance: described(
    "string",
    "The instance that is enabled where none is named.",
    defaultInstance,
  ),
  config_parse_delegate: delegation(wordsOf("cgroup_controller")),
  config_parse_delegate_subgroup: described(
    "string",
    "The control group, below that of the unit, in which its processes start.",
    subgroup(wordsOf("cgroup_controller")),
  ),
  config_parse_device_allow: allowedDevice,
  config_parse_device_policy: enumeration("cgroup_device_policy"),
  config_parse_disable_controllers: controllersToDisable(wordsOf("cgroup_controller")),
  config_parse_documentation: expanding(since(257, keptAllOrNone(documentation), { before: documentation })),
  config_parse_emergency_action: enumeration("emergency_action"),
  config_parse_environ: environment,
  config_parse_exec: commandLine,
  config_parse_exec_apparmor_profile: label,
  config_parse_exec_coredump_filter: coredumpFilter(
    wordsOf("coredump_filter"),
    wordsOf("coredump_filter_mask"),
  ),
  config_parse_exec_cpu_affinity: cpuAffinity,
  config_parse_exec_cpu_sched_policy: since(262, askedPolicy, { before: policy }),
  config_parse_exec_cpu_sched_prio: integer(0n, 99n),
  config_parse_exec_directories: execDirectories(wordsOf("exec_directory_flags")),
  config_parse_exec_input: standardInput(wordsOf("exec_input")),
  config_parse_exec_input_data: base64,
  config_parse_exec_input_text: inputText,
  config_parse_exec_io_class: since(262, enumeration("ioprio_class", 7n), {
    before: enumeration("ioprio_class", 8n),
  }),
  config_parse_exec_io_priority: integer(0n, 7n),
  config_parse_exec_keyring_mode: enumeration("exec_keyring_mode"),
  config_parse_exec_memory_thp: enumeration("exec_memory_thp"),
  config_parse_exec_mount_apivfs: boolean,
  config_parse_exec_mount_flags: enumeration("mount_propagation_flags"),
  config_parse_exec_mount_propagation_flag: enumeration("mount_propagation_flag"),
  config_parse_exec_nice: integer(-20n, 19n),
  config_parse_exec_oom_score_adjust: integer(-1000n, 1000n),
  config_parse_exec_output: standardOutput(wordsOf("exec_output"), wordMeanings.exec_output),
  config_parse_exec_preserve_mode: enumeration("exec_preserve_mode"),
  config_parse_exec_quota: diskQuota,
  config_parse_exec_root_hash: rootHash,
  config_parse_exec_root_hash_sig: rootHashSignature,
  config_parse_exec_secure_bits: secureBits(wordsOf("secure_bits")),
  config_parse_exec_selinux_context: label,
  config_parse_exec_smack_process_label: label,
  config_parse_exec_utmp_mode: enumeration("exec_utmp_mode"),
  config_parse_exit_status: exitStatusNumber,
  config_parse_extension_images: extensionImages(wordsOf("partition_designator")),
  config_parse_fdname: described(
    "string",
    "The name that the service finds the socket by, in `$LISTEN_FDNAMES`.",
    expanding(descriptorName),
  ),
  config_parse_iec_size: size(1024n),
  config_parse_iec_size_long: size(1024n, 63n),
  config_parse_image_policy: imagePolicy(
    wordsOf("partition_designator"),
    wordsAlone("partition_policy_flags", newPolicyFlags),
    wordsAlone("image_policy"),
  ),
  config_parse_import_credential: importedCredential,
  config_parse_in_addr_prefixes: addressPrefixes,
  config_parse_int: signed32,
  config_parse_io_device_latency: ioDeviceLatency,
  config_parse_io_device_weight: ioDeviceWeight,
  config_parse_io_limit: ioLimit,
  config_parse_ip_filter_bpf_progs: path,
  config_parse_ip_tos: enumeration("ip_tos", 255n),
  config_parse_job_mode: enumeration("job_mode"),
  config_parse_job_mode_isolate: boolean,
  config_parse_job_running_timeout_sec: secondsOrNever,
  config_parse_job_timeout_sec: secondsOrNever,
  config_parse_kill_mode: keyword(killModes),
  config_parse_load_credential: loadedCredential,
  config_parse_log_extra_fields: described(
    "variable",
    "A field of the journal that every message of the unit gets.",
    journalFields,
  ),
  config_parse_log_facility: enumeration("log_facility_unshifted", 127n),
  config_parse_log_filter_patterns: filterPattern,
  config_parse_log_level: enumeration("log_level", 7n),
  config_parse_log_namespace: described(
    "string",
    "A journal of its own: read it by `journalctl --namespace=`.",
    logNamespace,
  ),
  config_parse_long: signed64,
  config_parse_luo_sessions: described(
    "string",
    "A session that lives on over a change of kernels.",
    luoSessions,
  ),
  config_parse_managed_oom_mem_pressure_duration_sec: timeSpan(secondsScale, { least: [1_000_000n, "1s"] }),
  config_parse_managed_oom_mem_pressure_limit: shareUpToWhole,
  config_parse_managed_oom_mode: enumeration("managed_oom_mode"),
  config_parse_managed_oom_preference: enumeration("managed_oom_preference"),
  config_parse_managed_oom_rules: described("string", "A file with rules for `systemd-oomd`.", oomRules),
  config_parse_memory_limit: choose(
    ({ directive }) => memoryLimits[takesZero.test(directive) ? "fromZero" : "fromOne"],
  ),
  config_parse_memory_pressure_watch: enumeration("cgroup_pressure_watch"),
  config_parse_mode: mode,
  config_parse_mount_images: mountImages(wordsOf("partition_designator")),
  config_parse_mount_node: described(
    "string",
    "What is mounted or swapped to: a device, a file, or what the file system makes of it.",
    mountSource,
  ),
  config_parse_namespace_flags: choose(({ directive }) =>
    directive === "DelegateNamespaces" ? namespacesToDelegate : restrictedNamespaces,
  ),
  config_parse_namespace_path_strv: list(quotedWords, "word", prefixed([mayBeMissing, fromRoot], path)),
  config_parse_notify_access: enumeration("notify_access"),
  config_parse_nsec: timeSpan(nanosecondsScale),
  config_parse_numa_mask: numaMask,
  config_parse_numa_policy: enumeration("mpol"),
  config_parse_obsolete_unit_deps: unitList,
  config_parse_oom_policy: enumeration("oom_policy"),
  config_parse_open_file: openFile(wordsAlone("open_file_flags")),
  config_parse_pass_environ: variableNames,
  config_parse_path_spec: path,
  config_parse_personality: keyword(personalities),
  config_parse_pid_file: pidFile,
  config_parse_pressure_watch: enumeration("cgroup_pressure_watch"),
  config_parse_private_bpf: enumeration("private_bpf"),
  config_parse_private_pids: enumeration("private_pids"),
  config_parse_private_tmp: enumeration("private_tmp"),
  config_parse_private_users: enumeration("private_users"),
  config_parse_proc_subset: enumeration("proc_subset"),
  config_parse_protect_control_groups: enumeration("protect_control_groups"),
  config_parse_protect_home: enumeration("protect_home"),
  config_parse_protect_hostname: protectHostname(wordsOf("protect_hostname")),
  config_parse_protect_proc: enumeration("protect_proc"),
  config_parse_protect_system: enumeration("protect_system"),
  config_parse_reboot_parameter: described(
    "string",
    "Told to the machine's firmware or boot loader when it restarts.",
    rebootArgument,
  ),
  config_parse_restrict_filesystems: fileSystems(wordsOf("filesystem_set")),
  config_parse_restrict_namespaces: restrictedNamespaces,
  config_parse_restrict_network_interfaces: prefixed(
    [exceptThese],
    described(
      "string",
      deviceName,
      list(
        quotedWords,
        "word",
        offering([loopback], since(257, interfaceName("alternative"), { before: interfaceName("own") })),
      ),
    ),
  ),
  config_parse_rlimit: resourceLimit,
  config_parse_root_image_options: rootImageOptions(wordsOf("partition_designator")),
  config_parse_runtime_preserve_mode: enumeration("exec_preserve_mode"),
  config_parse_sec: seconds,
  config_parse_sec_def_infinity: seconds,
  config_parse_sec_fix_0: secondsOrNever,
  config_parse_service_exit_type: enumeration("service_exit_type"),
  config_parse_service_refresh_on_reload: partsToRefresh,
  config_parse_service_restart: enumeration("service_restart"),
  config_parse_service_restart_mode: enumeration("service_restart_mode"),
  config_parse_service_sockets: socketList,
  config_parse_service_timeout: secondsOrNever,
  config_parse_service_timeout_abort: secondsOrNever,
  config_parse_service_timeout_failure_mode: enumeration("service_timeout_failure_mode"),
  config_parse_service_type: enumeration("service_type"),
  config_parse_set_credential: literalCredential,
  config_parse_set_status: exitStatusList,
  config_parse_signal: signal,
  config_parse_socket_bind: booleanOr(wordsOf("socket_address_bind_ipv6_only")),
  config_parse_socket_bindtodevice: wordOr(
    [anyInterface],
    described("string", deviceName, offering([loopback], expanding(interfaceName("own")))),
  ),
  config_parse_socket_defer_trigger: enumeration("socket_defer_trigger"),
  config_parse_socket_listen: listenAddress(wordsAlone("netlink_family")),
  config_parse_socket_protocol: socketProtocol(wordsAlone("socket_protocol", { mptcp: 257 })),
  config_parse_socket_service: oneUnit({ types: ["service"], templates: "refused" }),
  config_parse_socket_timestamping: booleanOr(wordsAlone("socket_timestamping")),
  config_parse_string: described(
    "string",
    "How TCP finds out how fast the line is: one of the kernel's ways.",
    offering(wordsAlone("congestion_control"), text),
  ),
  config_parse_strv: wantedBy,
  config_parse_swap_priority: integer(-1n, 32_767n),
  config_parse_syscall_archs: list(quotedWords, "word", keyword(wordsOf("seccomp_arch"))),
  config_parse_syscall_errno: errno,
  config_parse_syscall_filter: systemCallFilter(wordsOf("syscall_filter_set")),
  config_parse_syscall_log: systemCallLog(wordsOf("syscall_filter_set")),
  config_parse_tasks_max: tasksMax,
  config_parse_temporary_filesystems: temporaryFileSystems,
  config_parse_timer: expanding(
    choose(({ directive }) => (directive === "OnCalendar" ? calendarEvent : timerSpan)),
  ),
  config_parse_trigger_unit: oneUnit({ templates: "instantiated", self: "refused" }),
  config_parse_tristate: boolean,
  config_parse_tty_size: unsigned32,
  config_parse_unit_condition_path: prefixed([triggering, negating], path),
  config_parse_unit_condition_string: conditionText(conditionWords),
  config_parse_unit_cpu_set: cpuSet,
  config_parse_unit_deps: unitList,
  config_parse_unit_env_file: since(257, environmentFile(), { before: environmentFile("one-more") }),
  config_parse_unit_mounts_for: list(quotedWords, "word", path),
  config_parse_unit_path_printf: expanding(orNothing(absolutePath)),
  config_parse_unit_path_strv_printf: list(quotedWords, "words", path),
  config_parse_unit_requires_mounts_for: list(quotedWords, "word", path),
  config_parse_unit_slice: oneUnit({ types: ["slice"], templates: "refused" }),
  config_parse_unit_string_printf: text,
  config_parse_unset_environ: variablesToUnset,
  config_parse_unsigned: unsigned32,
  config_parse_user_group_compat: accountName,
  config_parse_user_group_strv_compat: accountNames,
  config_parse_warn_compat: unchecked("systemd ignores it; the directive itself is reported"),
  config_parse_working_directory: choose((_context, { content }) =>
    content.startsWith("-") || content === "" ? folderIfThere : folder,
  ),
  config_parse_xattr: described(
    "variable",
    "An extended attribute of the socket's file.",
    offering(
      [
        {
          text: "user.",
          meaning: "Attributes that programs give a file, such as `user.note=text`.",
          goesOn: true,
        },
      ],
      extendedAttribute,
    ),
  ),
};
