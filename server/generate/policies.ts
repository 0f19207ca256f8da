import type { Parsing, SystemdVersion } from "../src/language/knowledge/directive.ts";
import type { DirectiveFact } from "./facts.ts";

/** What systemd does around a value: the part of a row that the parser decides. */
export type Policy = Omit<Parsing, "value">;

/** The policy of one entry of a release's table. Throws on a parser that has none yet, and names it. */
export function policyOf(fact: DirectiveFact, version: SystemdVersion): Policy {
  const parser = fact.installer ?? fact.parser;
  const policy = policies[parser];
  if (!policy) throw new Error(`${parser} (${fact.section}.${fact.name}) needs a policy in policies.ts`);
  return Object.assign({}, policy, ...exceptionsOf(fact, version).map((each) => each.policy));
}

/** The exceptions that meet an entry. */
export function exceptionsOf(fact: DirectiveFact, version: SystemdVersion): readonly Exception[] {
  return exceptions.filter(
    (each) =>
      each.parsers.includes(fact.installer ?? fact.parser) &&
      (each.ltype === undefined || each.ltype === fact.ltype) &&
      (each.prefix === undefined || fact.name.startsWith(each.prefix)) &&
      (each.sections === undefined || each.sections.includes(fact.section)) &&
      (each.from === undefined || version >= each.from),
  );
}

// Shorthands, so that the table below reads as one.
const last = { repeat: "last", empty: "resets" } as const;
const lastStrict = { repeat: "last", empty: "ignored-with-warning" } as const;
const append = { repeat: "append", empty: "resets" } as const;
const merge = { repeat: "merge", empty: "resets" } as const;
const byKey = { repeat: "by-key", empty: "resets" } as const;
const full = { specifiers: "full" } as const;
const name = { specifiers: "name" } as const;
const install = { specifiers: "install" } as const;
const fatal = { fatal: true } as const;
const refused = { empty: "ignored-with-warning", refused: true } as const;

/**
 * One policy per parser of systemd, written by hand and measured: test/language/knowledge/measured.json holds what
 * systemd 252, 257 and 262 did with an empty value, a specifier that does not exist and a bad value, in every
 * section × directive. The rule for repetitions is read off what each parser does with the value it finds.
 */
export const policies: Readonly<Record<string, Policy>> = {
  config_parse_address_families: merge,
  config_parse_alias: { ...append, ...install },
  config_parse_allowed_cpuset: { ...merge, ...full },
  config_parse_also: { repeat: "append", empty: "nothing", ...install },
  config_parse_bind_network_interface: { ...last, ...full },
  config_parse_bind_paths: { repeat: "append", empty: "resets-group", group: "bind paths", ...full },
  config_parse_blockio_bandwidth: { ...byKey, ...full },
  config_parse_blockio_device_weight: { ...byKey, ...full },
  config_parse_blockio_weight: last,
  config_parse_bool: lastStrict,
  config_parse_bpf_delegate_attachments: last,
  config_parse_bpf_delegate_commands: last,
  config_parse_bpf_delegate_maps: last,
  config_parse_bpf_delegate_programs: last,
  config_parse_bpf_foreign_program: { ...append, ...full },
  config_parse_bus_name: { ...lastStrict, ...full },
  config_parse_capability_set: merge,
  config_parse_cg_cpu_weight: last,
  config_parse_cg_weight: last,
  config_parse_cgroup_nft_set: append,
  config_parse_cgroup_socket_bind: append,
  config_parse_collect_mode: lastStrict,
  config_parse_colon_separated_paths: { ...append, ...full },
  config_parse_concurrency_max: last,
  config_parse_cpu_quota: last,
  config_parse_cpu_shares: last,
  config_parse_cpuset_partition: last,
  config_parse_default_instance: { ...last, ...install },
  config_parse_delegate: { repeat: "merge", empty: "is-a-value" },
  config_parse_delegate_subgroup: last,
  config_parse_device_allow: { ...append, ...full },
  config_parse_device_policy: lastStrict,
  config_parse_disable_controllers: merge,
  config_parse_documentation: { ...append, ...full },
  config_parse_emergency_action: lastStrict,
  config_parse_environ: { ...byKey, ...full },
  config_parse_exec: { ...append, ...full, ...fatal },
  config_parse_exec_apparmor_profile: { ...last, ...full, ...fatal },
  config_parse_exec_coredump_filter: merge,
  config_parse_exec_cpu_affinity: { ...merge, ...full },
  config_parse_exec_cpu_sched_policy: { repeat: "last", empty: "resets-group", group: "CPU scheduling" },
  config_parse_exec_cpu_sched_prio: { ...lastStrict, group: "CPU scheduling" },
  config_parse_exec_directories: { ...append, ...full },
  config_parse_exec_input: { ...lastStrict, ...full },
  config_parse_exec_input_data: { repeat: "append", empty: "resets-group", group: "standard input" },
  config_parse_exec_input_text: { repeat: "append", empty: "resets-group", group: "standard input", ...full },
  config_parse_exec_io_class: { repeat: "last", empty: "resets-group", group: "I/O scheduling" },
  config_parse_exec_io_priority: { repeat: "last", empty: "resets-group", group: "I/O scheduling" },
  config_parse_exec_keyring_mode: lastStrict,
  config_parse_exec_memory_thp: lastStrict,
  config_parse_exec_mount_apivfs: last,
  config_parse_exec_mount_flags: last,
  config_parse_exec_mount_propagation_flag: last,
  config_parse_exec_nice: last,
  config_parse_exec_oom_score_adjust: last,
  config_parse_exec_output: { ...lastStrict, ...full },
  config_parse_exec_preserve_mode: lastStrict,
  config_parse_exec_quota: last,
  config_parse_exec_root_hash: last,
  config_parse_exec_root_hash_sig: last,
  config_parse_exec_secure_bits: last,
  config_parse_exec_selinux_context: { ...last, ...full, ...fatal },
  config_parse_exec_smack_process_label: { ...last, ...full, ...fatal },
  config_parse_exec_utmp_mode: lastStrict,
  config_parse_exit_status: last,
  config_parse_extension_images: { ...append, ...full },
  config_parse_fdname: { ...last, ...full },
  config_parse_iec_size: lastStrict,
  config_parse_iec_size_long: lastStrict,
  config_parse_image_policy: { ...last, ...fatal },
  config_parse_import_credential: { ...append, ...full },
  config_parse_in_addr_prefixes: merge,
  config_parse_int: lastStrict,
  config_parse_io_device_latency: { ...byKey, ...full },
  config_parse_io_device_weight: { ...byKey, ...full },
  config_parse_io_limit: { ...byKey, ...full },
  config_parse_ip_filter_bpf_progs: { ...append, ...full },
  config_parse_ip_tos: last,
  config_parse_job_mode: lastStrict,
  config_parse_job_mode_isolate: lastStrict,
  config_parse_job_running_timeout_sec: lastStrict,
  config_parse_job_timeout_sec: lastStrict,
  config_parse_kill_mode: last,
  config_parse_load_credential: {
    repeat: "by-key",
    empty: "resets-group",
    group: "loaded credentials",
    ...full,
  },
  config_parse_log_extra_fields: { ...append, ...full },
  config_parse_log_facility: lastStrict,
  config_parse_log_filter_patterns: append,
  config_parse_log_level: lastStrict,
  config_parse_log_namespace: { ...last, ...full },
  config_parse_long: lastStrict,
  config_parse_luo_sessions: append,
  config_parse_managed_oom_mem_pressure_duration_sec: last,
  config_parse_managed_oom_mem_pressure_limit: last,
  config_parse_managed_oom_mode: last,
  config_parse_managed_oom_preference: lastStrict,
  config_parse_managed_oom_rules: append,
  config_parse_memory_limit: last,
  config_parse_memory_pressure_watch: lastStrict,
  config_parse_mode: lastStrict,
  config_parse_mount_images: { ...append, ...full },
  config_parse_mount_node: { ...last, ...full },
  config_parse_namespace_flags: merge,
  config_parse_namespace_path_strv: { ...append, ...full },
  config_parse_notify_access: lastStrict,
  config_parse_nsec: lastStrict,
  config_parse_numa_mask: merge,
  config_parse_numa_policy: last,
  config_parse_obsolete_unit_deps: { repeat: "append", empty: "nothing", ...name },
  config_parse_oom_policy: lastStrict,
  config_parse_open_file: append,
  config_parse_pass_environ: { ...merge, ...full },
  config_parse_path_spec: { repeat: "append", empty: "resets-group", group: "watched paths", ...full },
  config_parse_personality: last,
  config_parse_pid_file: { ...last, ...full, ...fatal },
  config_parse_pressure_watch: lastStrict,
  config_parse_private_bpf: lastStrict,
  config_parse_private_pids: lastStrict,
  config_parse_private_tmp: lastStrict,
  config_parse_private_users: lastStrict,
  config_parse_proc_subset: lastStrict,
  config_parse_protect_control_groups: lastStrict,
  config_parse_protect_home: lastStrict,
  config_parse_protect_hostname: { ...last, ...full },
  config_parse_protect_proc: lastStrict,
  config_parse_protect_system: lastStrict,
  config_parse_reboot_parameter: { ...last, ...full },
  config_parse_restrict_filesystems: merge,
  config_parse_restrict_namespaces: merge,
  config_parse_restrict_network_interfaces: merge,
  config_parse_rlimit: lastStrict,
  config_parse_root_image_options: { ...append, ...full },
  config_parse_runtime_preserve_mode: lastStrict,
  config_parse_sec: lastStrict,
  config_parse_sec_def_infinity: last,
  config_parse_sec_fix_0: lastStrict,
  config_parse_service_exit_type: lastStrict,
  config_parse_service_refresh_on_reload: merge,
  config_parse_service_restart: lastStrict,
  config_parse_service_restart_mode: lastStrict,
  config_parse_service_sockets: { repeat: "append", empty: "nothing", ...name },
  config_parse_service_timeout: lastStrict,
  config_parse_service_timeout_abort: last,
  config_parse_service_timeout_failure_mode: lastStrict,
  config_parse_service_type: lastStrict,
  config_parse_set_credential: { repeat: "by-key", empty: "resets-group", group: "set credentials", ...full },
  config_parse_set_status: merge,
  config_parse_signal: lastStrict,
  config_parse_socket_bind: lastStrict,
  config_parse_socket_bindtodevice: last,
  config_parse_socket_defer_trigger: lastStrict,
  config_parse_socket_listen: {
    repeat: "append",
    empty: "resets-group",
    group: "listening addresses",
    ...full,
  },
  config_parse_socket_protocol: lastStrict,
  config_parse_socket_service: { ...lastStrict, ...name },
  config_parse_socket_timestamping: lastStrict,
  config_parse_string: last,
  config_parse_strv: { ...append, ...install },
  config_parse_swap_priority: last,
  config_parse_syscall_archs: merge,
  config_parse_syscall_errno: last,
  config_parse_syscall_filter: merge,
  config_parse_syscall_log: merge,
  config_parse_tasks_max: last,
  config_parse_temporary_filesystems: { ...append, ...full },
  config_parse_timer: { repeat: "append", empty: "resets-group", group: "timer expressions", ...full },
  config_parse_trigger_unit: { repeat: "first", empty: "ignored-with-warning", ...name },
  config_parse_tristate: last,
  config_parse_tty_size: last,
  config_parse_unit_condition_path: { repeat: "append", empty: "resets-group", group: "conditions", ...full },
  config_parse_unit_condition_string: {
    repeat: "append",
    empty: "resets-group",
    group: "conditions",
    ...full,
  },
  config_parse_unit_cpu_set: { ...merge, ...full },
  config_parse_unit_deps: { repeat: "append", empty: "nothing", ...name },
  config_parse_unit_env_file: { ...append, ...full },
  config_parse_unit_mounts_for: { repeat: "append", empty: "nothing", ...full },
  config_parse_unit_path_printf: { ...last, ...full },
  config_parse_unit_path_strv_printf: { ...append, ...full },
  config_parse_unit_requires_mounts_for: { repeat: "append", empty: "nothing", ...full },
  config_parse_unit_slice: { ...lastStrict, ...name },
  config_parse_unit_string_printf: { ...last, ...full },
  config_parse_unset_environ: { ...merge, ...full },
  config_parse_unsigned: lastStrict,
  config_parse_user_group_compat: { ...last, ...full, ...fatal },
  config_parse_user_group_strv_compat: { ...append, ...full, ...fatal },
  // Whatever stands there is ignored with a remark, an empty value too.
  config_parse_warn_compat: { repeat: "last", empty: "is-a-value" },
  config_parse_working_directory: { ...last, ...full, ...fatal },
  config_parse_xattr: { ...append, ...full },
};

/** What sets entries apart whose parser acts otherwise for them: all conditions that are given must hold. */
export interface Exception {
  readonly parsers: readonly string[];
  /** The constant that the table hands to the parser. */
  readonly ltype?: string;
  /** How the directive's name begins. */
  readonly prefix?: string;
  readonly sections?: readonly string[];
  /** The first release that it holds for. */
  readonly from?: SystemdVersion;
  readonly policy: Partial<Policy>;
  readonly because: string;
}

export const exceptions: readonly Exception[] = [
  {
    parsers: ["config_parse_tasks_max"],
    sections: ["Slice"],
    policy: { empty: "empties" },
    because: "a slice has no limit, and an empty value gives it the limit that other units have (measured)",
  },
  ...[
    "CacheDirectory",
    "ConfigurationDirectory",
    "LogsDirectory",
    "RuntimeDirectory",
    "StateDirectory",
  ].flatMap((prefix): readonly Exception[] => {
    const because = "an empty list of folders takes their mode back, too (measured in 252, 257 and 262)";
    const group = `folders of ${prefix}= and their mode`;
    return [
      {
        parsers: ["config_parse_exec_directories"],
        prefix,
        policy: { empty: "resets-group", group },
        because,
      },
      { parsers: ["config_parse_mode"], prefix, policy: { group }, because },
    ];
  }),
  {
    parsers: ["config_parse_bool"],
    ltype: "true",
    policy: { empty: "fatal", ...fatal },
    because: "DynamicUser= decides which user runs the unit, so systemd goes no further without an answer",
  },
  {
    parsers: ["config_parse_unit_path_printf"],
    ltype: "true",
    policy: fatal,
    because: "the root folder or image of a unit is a boundary that systemd does not guess",
  },
  {
    parsers: ["config_parse_unit_condition_path", "config_parse_unit_condition_string"],
    prefix: "Assert",
    policy: { group: "asserts" },
    because: "assertions are a list of their own",
  },
  {
    parsers: ["config_parse_capability_set"],
    prefix: "CapabilityBoundingSet",
    policy: { empty: "empties" },
    because:
      "all capabilities are the default, and an empty value leaves none (measured in 252, 257 and 262)",
  },
  {
    parsers: ["config_parse_memory_limit"],
    prefix: "DefaultStartupMemoryLow",
    policy: { empty: "empties" },
    because: "an empty value protects all memory and not none, as it does for the others (measured in 257)",
  },
  {
    parsers: ["config_parse_socket_bindtodevice"],
    from: 262,
    policy: full,
    because: "BindToDevice= took the percent sign as it stands before, measured in 252 and 257",
  },
  {
    parsers: ["config_parse_numa_mask"],
    from: 262,
    policy: full,
    because: "NUMAMask= is read like the other CPU sets of units, measured in 262",
  },
  {
    parsers: ["config_parse_root_image_options"],
    from: 262,
    policy: { repeat: "last" },
    because: "RootImageOptions= adds to its list in 252 and 257, and replaces it in 262",
  },
  {
    parsers: ["config_parse_delegate", "config_parse_delegate_subgroup"],
    sections: ["Mount", "Slice", "Socket", "Swap"],
    policy: refused,
    because: "only services and scopes can hand their control group on",
  },
  {
    parsers: [
      "config_parse_managed_oom_mem_pressure_duration_sec",
      "config_parse_managed_oom_mem_pressure_limit",
      "config_parse_managed_oom_mode",
      "config_parse_managed_oom_rules",
    ],
    sections: ["Mount", "Socket", "Swap"],
    policy: refused,
    because: "systemd-oomd watches services, scopes and slices only",
  },
  {
    parsers: ["config_parse_unit_slice"],
    sections: ["Slice"],
    policy: refused,
    because: "where a slice lies follows from its name",
  },
];
