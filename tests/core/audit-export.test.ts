import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AuditView } from "@/lib/core/audit";
import { auditHeader, auditLine } from "@/lib/core/audit-export";

const ENTRY: AuditView = {
  id: "aud_1",
  at: "2026-05-04T09:30:00.000Z",
  actor: { kind: "user", id: "usr_1", name: "ann" },
  action: "alias.moved",
  outcome: "done",
  reason: null,
  target: { id: "mdl_1", name: "churn:production" },
  details: { isForced: false },
  address: "192.0.2.10",
  requestId: "req_1",
};

describe("an exported entry", () => {
  test("is one CSV record under its header, with every field quoted", () => {
    expect(auditHeader("csv")).toBe(
      '"at","actor_kind","actor_id","actor_name","action","outcome","reason","target_id","target_name","details","address","request_id","id"\r\n',
    );
    expect(auditLine(ENTRY, "csv")).toBe(
      '"2026-05-04T09:30:00.000Z","user","usr_1","ann","alias.moved","done","","mdl_1","churn:production","{""isForced"":false}","192.0.2.10","req_1","aud_1"\r\n',
    );
  });

  test.each([
    ['=HYPERLINK("http://evil")'],
    ["+1"],
    ["-1+2"],
    ["@SUM(A1)"],
    ["\t=1"],
    ["\r=1"],
    ["  =1"],
    ["\u00a0=1"],
    ["\ufeff=1"],
    ["＝1"],
  ])("is no formula for a spreadsheet, whatever it is named: %j", (name) => {
    const [field] = readCsv(auditLine({ ...ENTRY, target: { id: null, name } }, "csv")).slice(8);

    expect(field).toBe(`'${name}`);
  });

  test("is read back whole, whatever its fields hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (name, reason) => {
        const entry = { ...ENTRY, actor: { ...ENTRY.actor, name }, reason, outcome: "refused" as const };

        const fields = readCsv(auditLine(entry, "csv"));

        expect(fields).toHaveLength(13);
        expect([name, `'${name}`]).toContain(fields[3]);
        expect([reason, `'${reason}`]).toContain(fields[6]);
        expect(JSON.parse(auditLine(entry, "jsonl"))).toEqual(entry);
        expect(auditLine(entry, "jsonl").slice(0, -1)).not.toContain("\n");
      }),
    );
  });
});

/** One record of quoted fields, as RFC 4180 has it. */
function readCsv(line: string): string[] {
  expect(line.endsWith("\r\n")).toBe(true);
  const fields = [...line.slice(0, -2).matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)];
  expect(fields.map(([whole]) => whole).join("")).toBe(line.slice(0, -2));
  return fields.map(([, field]) => (field ?? "").replaceAll('""', '"'));
}
