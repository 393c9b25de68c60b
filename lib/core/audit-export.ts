import type { AuditView } from "./audit";

export const AUDIT_FORMATS = ["csv", "jsonl"] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

export const AUDIT_MEDIA_TYPE = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
} as const satisfies Record<AuditFormat, string>;

const COLUMNS = [
  "at",
  "actor_kind",
  "actor_id",
  "actor_name",
  "action",
  "outcome",
  "reason",
  "target_id",
  "target_name",
  "details",
  "address",
  "request_id",
  "id",
] as const;

/** What stands before the entries: the names of CSV's columns, nothing in JSON Lines. */
export function auditHeader(format: AuditFormat): string {
  return format === "csv" ? csvLine(COLUMNS) : "";
}

/** One entry as a line with its end. */
export function auditLine(entry: AuditView, format: AuditFormat): string {
  if (format === "jsonl") {
    return `${JSON.stringify(entry)}\n`;
  }
  const { at, actor, action, outcome, reason, target, details, address, requestId, id } = entry;
  return csvLine([
    at,
    actor.kind,
    actor.id,
    actor.name,
    action,
    outcome,
    reason,
    target.id,
    target.name,
    JSON.stringify(details),
    address,
    requestId,
    id,
  ]);
}

/** RFC 4180: every field is quoted, so that nothing in it can end it. */
function csvLine(fields: readonly (string | null)[]): string {
  return `${fields.map((field) => `"${inert(field ?? "").replaceAll('"', '""')}"`).join(",")}\r\n`;
}

/**
 * Names are text that others choose, and a spreadsheet runs what begins like a formula: an apostrophe before it makes it
 * text. Spaces do not shield it, for some programs cut them.
 */
function inert(text: string): string {
  return /^[\s\u00a0\ufeff]*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}
