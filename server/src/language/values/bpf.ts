import { slice } from "../text/text.ts";
import { wordOr } from "./choice.ts";
import type { Grammar, Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { list } from "./list.ts";
import { absolutePath } from "./path.ts";
import { expanding } from "./specifierExpansion.ts";
import { nextWord, type WordRules } from "./wordSplit.ts";

const beforeColon: WordRules = { quotes: "ordinary", backslash: "dropped", separators: ":" };

/** BPFProgram=: where a program is attached, a colon, and its path below /sys/fs/bpf. */
export function bpfProgram(attachTypes: readonly Word[]): Grammar {
  const attach = keyword(attachTypes);
  const path = expanding(absolutePath);
  return {
    judge(text, context, findings) {
      const { length } = text.content;
      const type = nextWord(text, 0, beforeColon);
      if (type?.kind !== "word" || type.next >= length) {
        findings.report("missing-field", text, 0, length, ["TYPE:PATH"]);
        return;
      }
      let isGood = true;
      attach.judge(type.text, context, {
        report: (...report) => {
          isGood = false;
          findings.report(...report);
        },
      });
      if (isGood) path.judge(slice(text, type.next, length), context, findings);
    },
    explain(text, context, explanation) {
      const { length } = text.content;
      const type = nextWord(text, 0, beforeColon);
      attach.explain(type?.kind === "word" ? type.text : slice(text, 0, 0), context, explanation);
      if (type?.kind === "word" && type.next > type.to) {
        path.explain(slice(text, type.next, length), context, explanation);
      }
    },
  };
}

/** Names of the kernel as systemd spells them: `BPF_MAP_CREATE` is `BPFMapCreate`. */
function wordsOf(names: string): readonly Word[] {
  return names.split(" ").map((name) => ({
    text: `BPF${name
      .split("_")
      .map((part) => part.charAt(0) + part.slice(1).toLowerCase())
      .join("")}`,
    meaning: `The kernel's \`BPF_${name}\` (bpf(2)).`,
  }));
}

const everything: Word = { text: "any", meaning: "All of them, those of later kernels too." };
const commas: WordRules = { quotes: "ordinary", backslash: "dropped", separators: "," };

/** `any`, or words with commas between; an unknown one is skipped. */
function delegated(names: string): Grammar {
  return wordOr([everything], list(commas, "word", keyword(wordsOf(names))));
}

/** BPFDelegateCommands=, by the header that systemd 262 was built with. */
export const bpfCommands = delegated(
  "MAP_CREATE MAP_LOOKUP_ELEM MAP_UPDATE_ELEM MAP_DELETE_ELEM MAP_GET_NEXT_KEY PROG_LOAD OBJ_PIN OBJ_GET " +
    "PROG_ATTACH PROG_DETACH PROG_TEST_RUN PROG_GET_NEXT_ID MAP_GET_NEXT_ID PROG_GET_FD_BY_ID MAP_GET_FD_BY_ID " +
    "OBJ_GET_INFO_BY_FD PROG_QUERY RAW_TRACEPOINT_OPEN BTF_LOAD BTF_GET_FD_BY_ID TASK_FD_QUERY " +
    "MAP_LOOKUP_AND_DELETE_ELEM MAP_FREEZE BTF_GET_NEXT_ID MAP_LOOKUP_BATCH MAP_LOOKUP_AND_DELETE_BATCH " +
    "MAP_UPDATE_BATCH MAP_DELETE_BATCH LINK_CREATE LINK_UPDATE LINK_GET_FD_BY_ID LINK_GET_NEXT_ID ENABLE_STATS " +
    "ITER_CREATE LINK_DETACH PROG_BIND_MAP TOKEN_CREATE PROG_STREAM_READ_BY_FD PROG_ASSOC_STRUCT_OPS",
);

/** BPFDelegateMaps=. */
export const bpfMaps = delegated(
  "MAP_TYPE_UNSPEC MAP_TYPE_HASH MAP_TYPE_ARRAY MAP_TYPE_PROG_ARRAY MAP_TYPE_PERF_EVENT_ARRAY " +
    "MAP_TYPE_PERCPU_HASH MAP_TYPE_PERCPU_ARRAY MAP_TYPE_STACK_TRACE MAP_TYPE_CGROUP_ARRAY MAP_TYPE_LRU_HASH " +
    "MAP_TYPE_LRU_PERCPU_HASH MAP_TYPE_LPM_TRIE MAP_TYPE_ARRAY_OF_MAPS MAP_TYPE_HASH_OF_MAPS MAP_TYPE_DEVMAP " +
    "MAP_TYPE_SOCKMAP MAP_TYPE_CPUMAP MAP_TYPE_XSKMAP MAP_TYPE_SOCKHASH MAP_TYPE_CGROUP_STORAGE_DEPRECATED " +
    "MAP_TYPE_REUSEPORT_SOCKARRAY MAP_TYPE_PERCPU_CGROUP_STORAGE_DEPRECATED MAP_TYPE_QUEUE MAP_TYPE_STACK " +
    "MAP_TYPE_SK_STORAGE MAP_TYPE_DEVMAP_HASH MAP_TYPE_STRUCT_OPS MAP_TYPE_RINGBUF MAP_TYPE_INODE_STORAGE " +
    "MAP_TYPE_TASK_STORAGE MAP_TYPE_BLOOM_FILTER MAP_TYPE_USER_RINGBUF MAP_TYPE_CGRP_STORAGE MAP_TYPE_ARENA " +
    "MAP_TYPE_INSN_ARRAY MAP_TYPE_RHASH",
);

/** BPFDelegatePrograms=. */
export const bpfPrograms = delegated(
  "PROG_TYPE_UNSPEC PROG_TYPE_SOCKET_FILTER PROG_TYPE_KPROBE PROG_TYPE_SCHED_CLS PROG_TYPE_SCHED_ACT " +
    "PROG_TYPE_TRACEPOINT PROG_TYPE_XDP PROG_TYPE_PERF_EVENT PROG_TYPE_CGROUP_SKB PROG_TYPE_CGROUP_SOCK " +
    "PROG_TYPE_LWT_IN PROG_TYPE_LWT_OUT PROG_TYPE_LWT_XMIT PROG_TYPE_SOCK_OPS PROG_TYPE_SK_SKB " +
    "PROG_TYPE_CGROUP_DEVICE PROG_TYPE_SK_MSG PROG_TYPE_RAW_TRACEPOINT PROG_TYPE_CGROUP_SOCK_ADDR " +
    "PROG_TYPE_LWT_SEG6LOCAL PROG_TYPE_LIRC_MODE2 PROG_TYPE_SK_REUSEPORT PROG_TYPE_FLOW_DISSECTOR " +
    "PROG_TYPE_CGROUP_SYSCTL PROG_TYPE_RAW_TRACEPOINT_WRITABLE PROG_TYPE_CGROUP_SOCKOPT PROG_TYPE_TRACING " +
    "PROG_TYPE_STRUCT_OPS PROG_TYPE_EXT PROG_TYPE_LSM PROG_TYPE_SK_LOOKUP PROG_TYPE_NETFILTER",
);

/** BPFDelegateAttachments=. */
export const bpfAttachments = delegated(
  "CGROUP_INET_INGRESS CGROUP_INET_EGRESS CGROUP_INET_SOCK_CREATE CGROUP_SOCK_OPS SK_SKB_STREAM_PARSER " +
    "SK_SKB_STREAM_VERDICT CGROUP_DEVICE SK_MSG_VERDICT CGROUP_INET4_BIND CGROUP_INET6_BIND " +
    "CGROUP_INET4_CONNECT CGROUP_INET6_CONNECT CGROUP_INET4_POST_BIND CGROUP_INET6_POST_BIND " +
    "CGROUP_UDP4_SENDMSG CGROUP_UDP6_SENDMSG LIRC_MODE2 FLOW_DISSECTOR CGROUP_SYSCTL CGROUP_UDP4_RECVMSG " +
    "CGROUP_UDP6_RECVMSG CGROUP_GETSOCKOPT CGROUP_SETSOCKOPT TRACE_RAW_TP TRACE_FENTRY TRACE_FEXIT " +
    "MODIFY_RETURN LSM_MAC TRACE_ITER CGROUP_INET4_GETPEERNAME CGROUP_INET6_GETPEERNAME " +
    "CGROUP_INET4_GETSOCKNAME CGROUP_INET6_GETSOCKNAME XDP_DEVMAP CGROUP_INET_SOCK_RELEASE XDP_CPUMAP SK_LOOKUP " +
    "XDP SK_SKB_VERDICT SK_REUSEPORT_SELECT SK_REUSEPORT_SELECT_OR_MIGRATE PERF_EVENT TRACE_KPROBE_MULTI " +
    "LSM_CGROUP STRUCT_OPS NETFILTER TCX_INGRESS TCX_EGRESS TRACE_UPROBE_MULTI CGROUP_UNIX_CONNECT " +
    "CGROUP_UNIX_SENDMSG CGROUP_UNIX_RECVMSG CGROUP_UNIX_GETPEERNAME CGROUP_UNIX_GETSOCKNAME NETKIT_PRIMARY " +
    "NETKIT_PEER TRACE_KPROBE_SESSION TRACE_UPROBE_SESSION TRACE_FSESSION TRACE_FENTRY_MULTI TRACE_FEXIT_MULTI " +
    "TRACE_FSESSION_MULTI",
);
