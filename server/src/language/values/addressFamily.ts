import { choose, type Prefix, prefixed, wordOr } from "./choice.ts";
import type { Grammar, Word } from "./grammar.ts";
import { keyword } from "./keyword.ts";
import { type BadWord, list } from "./list.ts";
import { quotedWords } from "./wordSplit.ts";

/** The families that systemd knows by name, those in use first (address_families(7)). */
const families: readonly Word[] = Object.entries({
  AF_UNIX: "Sockets between processes of the machine, by path or abstract name.",
  AF_INET: "IPv4.",
  AF_INET6: "IPv6.",
  AF_NETLINK: "Talk with the kernel: network setup, audit, device events.",
  AF_PACKET: "Raw frames of the network devices, as DHCP clients and sniffers want them.",
  AF_VSOCK: "Talk between a virtual machine and its host.",
  AF_BLUETOOTH: "Bluetooth.",
  AF_CAN: "Controller area network, the bus in cars and machines.",
  AF_ALG: "The kernel's cryptography.",
  AF_XDP: "Frames past the network stack, at the speed of the device.",
  AF_LOCAL: "Another name of `AF_UNIX`.",
  AF_FILE: "Another name of `AF_UNIX`.",
  AF_ROUTE: "Another name of `AF_NETLINK`.",
  AF_APPLETALK: "AppleTalk.",
  AF_ASH: "Ash; never built.",
  AF_ATMPVC: "ATM, permanent circuits.",
  AF_ATMSVC: "ATM, switched circuits.",
  AF_AX25: "Amateur radio, AX.25.",
  AF_BRIDGE: "Setup of network bridges.",
  AF_CAIF: "CAIF, for the modems of ST-Ericsson.",
  AF_DECnet: "DECnet; gone since Linux 6.1.",
  AF_ECONET: "Acorn Econet; gone since Linux 3.5.",
  AF_IB: "InfiniBand addresses.",
  AF_IEEE802154: "Low-power radio, as under Zigbee and 6LoWPAN.",
  AF_IPX: "Novell IPX; gone since Linux 5.15.",
  AF_IRDA: "Infrared; gone since Linux 4.17.",
  AF_ISDN: "ISDN.",
  AF_IUCV: "Talk between guests of z/VM.",
  AF_KCM: "Messages over TCP connections.",
  AF_KEY: "IPsec keys, by the old PF_KEY.",
  AF_LLC: "Logical link control (IEEE 802.2).",
  AF_MCTP: "Management components inside a server.",
  AF_MPLS: "MPLS routes.",
  AF_NETBEUI: "NetBEUI; never built.",
  AF_NETROM: "Amateur radio, NET/ROM.",
  AF_NFC: "Near-field communication.",
  AF_PHONET: "Phonet, for the modems of Nokia.",
  AF_PPPOX: "PPP over Ethernet, L2TP and PPTP.",
  AF_QIPCRTR: "Talk with the processors of a Qualcomm chip.",
  AF_RDS: "Reliable datagrams, as Oracle clusters use them.",
  AF_ROSE: "Amateur radio, ROSE.",
  AF_RXRPC: "Remote calls of the Andrew File System.",
  AF_SECURITY: "Never built.",
  AF_SMC: "TCP by way of shared memory (SMC).",
  AF_SNA: "IBM SNA; never built.",
  AF_TIPC: "Talk between the nodes of a cluster (TIPC).",
  AF_WANPIPE: "Sangoma cards; gone since Linux 2.6.21.",
  AF_X25: "X.25.",
}).map(([text, meaning]) => ({ text, meaning }));

const inverted: Prefix = {
  sign: "~",
  meaning: "Forbids what follows; without the sign all else is forbidden.",
};
const none: Word = { text: "none", meaning: "No sockets at all, but those handed over." };

const listOf = (badWord: BadWord) =>
  prefixed([inverted], list(quotedWords, badWord, keyword(families, "any-case")));
const perWord = listOf("word");
const upToBadWord = listOf("words");

/** RestrictAddressFamilies=: since 262 a word that systemd does not know ends the reading of the line (measured). */
export const addressFamilies: Grammar = wordOr(
  [none],
  choose(({ version }) => (version >= 262 ? upToBadWord : perWord)),
);
