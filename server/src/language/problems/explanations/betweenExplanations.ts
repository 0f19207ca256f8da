import type { ProblemCode } from "../catalogue.ts";
import { type Explanation, file } from "./explanation.ts";

const folder = "/etc/systemd/system";
const place = (name: string, ...lines: readonly string[]) => file(`${folder}/${name}`, ...lines);
const shop = place("shop.service", "[Service]", "ExecStart=/usr/bin/shop");
const stock = place("stock.service", "[Service]", "ExecStart=/usr/bin/stock");
const unit = (name: string, unitLines: readonly string[], ...rest: readonly string[]) =>
  place(`${name}.service`, "[Unit]", ...unitLines, "", "[Service]", `ExecStart=/usr/bin/${name}`, ...rest);
const busShop = (...install: readonly string[]) =>
  place(
    "shop.service",
    ...["[Service]", "ExecStart=/usr/bin/shop", "BusName=org.example.Shop"],
    ...["", "[Install]", "WantedBy=multi-user.target", ...install],
  );
const busKiosk = (name: string) =>
  place(
    "kiosk.service",
    ...["[Service]", "ExecStart=/usr/bin/kiosk", `BusName=${name}`],
    ...["", "[Install]", "WantedBy=multi-user.target"],
  );
const till = place(
  "till@.service",
  ...["[Service]", "ExecStart=/usr/bin/till %i", "", "[Install]", "WantedBy=multi-user.target"],
);
const installed = (...install: readonly string[]) =>
  place("shop.service", "[Service]", "ExecStart=/usr/bin/shop", "", "[Install]", ...install);

/** What is wrong with a unit among the others of its folder, its workspace or its system. */
export const betweenExplanations = {
  "nothing-to-start": {
    title: "Socket, timer or path without its unit",
    why: "A socket, a timer and a path start another unit: the service of the same name, or the one that Service= or Unit= names. If there is none, they load but do not start; a socket with Accept=yes starts, and fails at its first connection. A `%i` in the name stands for any instance, so it is the template that is looked for.",
    bad: {
      ...place("closing.timer", "[Timer]", "OnCalendar=20:00", "Unit=stok.service"),
      among: [stock],
    },
    good: {
      ...place("closing.timer", "[Timer]", "OnCalendar=20:00", "Unit=stock.service"),
      among: [stock],
    },
  },
  "needed-unit-missing": {
    title: "Needed unit that does not exist",
    why: "Requires=, BindsTo= and Requisite= are kept at all costs: if the unit they name does not exist, this one is not started either. It is told of files in the load path of a system that is at hand, where all units are known.",
    bad: { ...unit("shop", ["Requires=stokc.service", "After=stokc.service"]), among: [stock] },
    good: { ...unit("shop", ["Requires=stock.service", "After=stock.service"]), among: [stock] },
    fix: "Wants= starts the other unit where it exists, and goes on where it does not.",
  },
  "needs-masked-unit": {
    title: "Needed unit that is masked",
    why: "A unit whose file is empty, or a link to /dev/null, is masked: nothing can start it. What needs it, or is there to start it, fails to start too.",
    bad: {
      ...unit("shop", ["Requires=stock.service", "After=stock.service"]),
      among: [place("stock.service")],
    },
    good: { ...unit("shop", ["Requires=stock.service", "After=stock.service"]), among: [stock] },
    fix: "Take the mask away with `systemctl unmask`, or ask for the unit with Wants= only.",
  },
  "ordering-cycle": {
    title: "Order that leads round in a circle",
    why: "Each unit of the circle waits for the next, so none could ever be the first. systemd finds that out when they start together: it leaves out one that nothing else requires, and says so in the log; if all are required, it starts none. Part of a circle can be what systemd adds by itself, such as that a service comes after basic.target and a target after what it wants.",
    bad: {
      ...unit("shop", ["After=stock.service", "Wants=stock.service"]),
      among: [unit("stock", ["After=shop.service"])],
    },
    good: { ...unit("shop", ["After=stock.service", "Wants=stock.service"]), among: [stock] },
    fix: "Take away one of the orderings; for a service that is part of early boot, DefaultDependencies=no takes away those that systemd adds.",
  },
  "bus-name-twice": {
    title: "Two services with one D-Bus name",
    why: "A bus name belongs to one service. systemd keeps the first that it reads, and refuses to load the second as long as the first one is there.",
    bad: { ...busShop(), among: [busKiosk("org.example.Shop")] },
    good: { ...busShop(), among: [busKiosk("org.example.Kiosk")] },
  },
  "also-without-instance": {
    title: "Template enabled along without an instance",
    why: "A template can only be enabled as an instance: the one that Also= names, or else the one of its DefaultInstance=. With neither, `systemctl enable` fails for both units.",
    bad: { ...installed("WantedBy=multi-user.target", "Also=till@.service"), among: [till] },
    good: { ...installed("WantedBy=multi-user.target", "Also=till@front.service"), among: [till] },
  },
  "drop-in-of-masked-unit": {
    title: "Drop-in of a masked unit",
    why: "A unit whose file is empty, or a link to /dev/null, is masked: systemd loads nothing of it, and a drop-in cannot bring it back.",
    bad: {
      ...place("stock.service.d/10-user.conf", "[Service]", "User=stock"),
      among: [place("stock.service")],
    },
    good: {
      ...place("shop.service.d/10-user.conf", "[Service]", "User=stock"),
      beside: [shop],
      among: [shop],
    },
    fix: "Take the mask away with `systemctl unmask`.",
  },
  "outside-load-path": {
    title: "Unit in a folder that systemd does not read",
    why: "systemd reads units from the folders of its load path alone, such as /etc/systemd/system and /etc/systemd/user. In a folder beside these a unit does not exist for it.",
    bad: file("/etc/systemd/systemd/shop.service", "[Service]", "ExecStart=/usr/bin/shop"),
    good: file("/etc/systemd/system/shop.service", "[Service]", "ExecStart=/usr/bin/shop"),
    fix: "Move the file, then `systemctl daemon-reload`.",
  },
  "unknown-unit": {
    title: "Name that is one slip away from a unit's",
    why: "Most directives may name units that do not exist: systemd passes over them. Here no unit has the name, but one has a name that is only one letter away.",
    bad: { ...unit("shop", ["After=stokc.service"]), among: [stock] },
    good: { ...unit("shop", ["After=stock.service"]), among: [stock] },
  },
  "alias-taken": {
    title: "Alias that is another unit's own name",
    why: "Enabling a unit makes a link for each of its aliases. Where another unit's file has that name, the link hides it; where both lie in /etc/systemd/system, it cannot be made and `systemctl enable` fails.",
    bad: { ...installed("WantedBy=multi-user.target", "Alias=stock.service"), among: [stock] },
    good: { ...installed("WantedBy=multi-user.target", "Alias=store.service"), among: [stock] },
  },
  "no-unit-to-extend": {
    title: "Drop-in whose folder is one slip away from a unit's name",
    why: "A drop-in folder has the name of its unit and `.d`. There may be drop-ins for units that are not installed; but here a unit has a name that is only one letter away from the folder's.",
    bad: { ...place("stokc.service.d/10-user.conf", "[Service]", "User=stock"), among: [stock] },
    good: {
      ...place("stock.service.d/10-user.conf", "[Service]", "User=stock"),
      beside: [stock],
      among: [stock],
    },
  },
} as const satisfies Partial<Record<ProblemCode, Explanation>>;
