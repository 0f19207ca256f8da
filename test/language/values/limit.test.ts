import { describe, expect, test } from "vitest";
import { explained, holdsTable, offersWords } from "../../support/valueTable.ts";

describe("limits on memory", () => {
  test("are sizes and shares", () => {
    holdsTable(
      "Service.MemoryMax",
      `
512M
1G 500M
50%
12.5%
12.55%
5‰
5.5‰
5‱
100%
infinity
1
0
^ line-ignored not-limit
0%
^^ line-ignored not-limit
101%
^^^^ line-ignored not-limit
12.555%
^^^^^^^ line-ignored not-limit
50 %
^^^^ line-ignored not-limit
512MB
^^^^^ line-ignored not-limit
-5
^^ line-ignored not-limit
unlimited
^^^^^^^^^ line-ignored not-limit
18446744073709551614
18446744073709551615
^^^^^^^^^^^^^^^^^^^^ line-ignored not-limit
`,
    );
  });

  test("can be nothing at all where nothing is a protection, or swap", () => {
    holdsTable("Service.MemorySwapMax", "0\n0%");
    holdsTable("Service.MemoryMin", "0\n0%");
    holdsTable({ directive: "Service.DefaultMemoryLow", versions: [252, 257] }, "0");
    holdsTable({ directive: "Service.StartupMemoryZSwapMax", versions: [257, 262] }, "0");
    // systemd compares with a misspelt name.
    holdsTable(
      { directive: "Slice.DefaultStartupMemoryLow", versions: [257] },
      `
1
0
^ line-ignored not-limit
`,
    );
  });

  test("are spelt out, and offer infinity", () => {
    expect(explained("Service.MemoryMax", "1536M")).toEqual(["number 1536M: 1.5 GiB (1610612736 bytes)"]);
    expect(explained("Service.MemoryMax", "12.5%")).toEqual(["number 12.5%: 12.5 % of the memory"]);
    expect(explained("Service.MemoryMax", "infinity")).toEqual(["keyword infinity: No limit."]);
    offersWords("Service.MemoryMax", "$0", ["infinity"]);
    offersWords("Service.MemoryMax", "512$0", ["512K", "512M", "512G", "512T"]);
    offersWords("Service.MemoryMax", "51$0", ["51K", "51M", "51G", "51T", "51%"]);
    offersWords("Service.MemoryMax", "512M$0", []);
  });
});

describe("TasksMax=", () => {
  test("is a number or a share", () => {
    holdsTable(
      "Service.TasksMax",
      `
1
0x10
50%
infinity
0
^ line-ignored not-limit
101%
^^^^ line-ignored not-limit
-1
^^ line-ignored not-limit
1K
^^ line-ignored not-limit
0o -4
0o -1
^^^^^ line-ignored not-limit
0o-4
^^^^ line-ignored not-limit
18446744073709551614
18446744073709551615
^^^^^^^^^^^^^^^^^^^^ line-ignored not-limit
`,
    );
    expect(explained("Service.TasksMax", "50%")).toEqual(["number 50%: 50 % of all tasks"]);
    offersWords("Service.TasksMax", "$0", ["infinity"]);
  });
});

describe("percentages", () => {
  test("of CPU time go beyond a whole", () => {
    holdsTable(
      "Service.CPUQuota",
      `
50%
200%
0.01%
5‱
0%
^^ line-ignored not-limit
50
^^ line-ignored not-limit
infinity
^^^^^^^^ line-ignored not-limit
-5%
^^^ line-ignored not-limit
50 %
^^^^ line-ignored not-limit
`,
    );
    expect(explained("Service.CPUQuota", "150%")).toEqual(["number 150%: 150 % of one CPU's time"]);
    offersWords("Service.CPUQuota", "$0", []);
  });

  test("of pressure do not", () => {
    holdsTable(
      "Service.ManagedOOMMemoryPressureLimit",
      `
0%
50%
100%
100.01%
^^^^^^^ line-ignored not-percentage
50
^^ line-ignored not-percentage
`,
    );
  });
});

describe("Limit*=", () => {
  test("is one number, or a soft and a hard one", () => {
    holdsTable(
      "Service.LimitNOFILE",
      `
1024
1024:4096
1024:1024
infinity
1024:infinity
4096:1024
^^^^^^^^^ line-ignored not-limit
infinity:5
^^^^^^^^^^ line-ignored not-limit
1K
^^ line-ignored not-limit
-1
^^ line-ignored not-limit
1024:4K
     ^^ line-ignored not-limit
:1024
^ line-ignored not-limit
1:2:3
^^^^^ line-ignored not-limit
1:2:
\\5:1\\0
5\\:6
^^^^ line-ignored not-limit
"5"
^^^ line-ignored not-limit
18446744073709551614
18446744073709551615
^^^^^^^^^^^^^^^^^^^^ line-ignored not-limit
`,
    );
  });

  test("counts what the directive counts", () => {
    holdsTable(
      "Service.LimitMEMLOCK",
      `
64M
8M:64M
64MB
^^^^ line-ignored not-limit
8M:64MB
   ^^^^ line-ignored not-limit
`,
    );
    holdsTable(
      "Service.LimitCPU",
      `
30s:1min
1.2s:1.1s
infinity
2s:1s
^^^^^ line-ignored not-limit
5x
^^ line-ignored not-limit
`,
    );
    holdsTable(
      "Service.LimitRTTIME",
      `
5
5ms:1s
5ms:5
^^^^^ line-ignored not-limit
`,
    );
    holdsTable(
      "Service.LimitNICE",
      `
40
+19
-20
+5:-5
0
-+7
41
^^ line-ignored not-limit
+20
^^^ line-ignored not-limit
-21
^^^ line-ignored not-limit
-5:+5
^^^^^ line-ignored not-limit
infinity
^^^^^^^^ line-ignored not-limit
`,
    );
  });

  test("is spelt out part by part", () => {
    expect(explained("Service.LimitMEMLOCK", "8M:infinity")).toEqual([
      "number 8M: Soft limit: 8 MiB (8388608 bytes)",
      "keyword infinity: Hard limit: none.",
    ]);
    expect(explained("Service.LimitCPU", "90")).toEqual([
      "number 90: Soft and hard limit: 1 min 30 s (90 s)",
    ]);
    expect(explained("Service.LimitNICE", "+5:-5")).toEqual([
      "number +5: Soft limit: a niceness down to 5",
      "number -5: Hard limit: a niceness down to -5",
    ]);
  });

  test("offers infinity on either side, but for LimitNICE=", () => {
    offersWords("Service.LimitNOFILE", "$0", ["infinity"]);
    offersWords("Service.LimitNOFILE", "1024:inf$0", ["infinity"]);
    offersWords("Service.LimitNICE", "$0", []);
  });
});
