import * as z from "zod";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { exportAudit } from "@/lib/audit/export";
import { attachmentNamed } from "@/lib/core/attachment";
import { AUDIT_FORMATS, AUDIT_MEDIA_TYPE } from "@/lib/core/audit-export";
import { readAuditFilters, searchOf } from "../_components/audit-query";

const GUARDS = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, no-store",
} as const;

const auditFormat = z.enum(AUDIT_FORMATS).catch("csv");

type ExportContext = { params: Promise<{ team: string }> };

/** The audit log as a file, by the filters of its page. */
export async function GET(request: Request, { params }: ExportContext): Promise<Response> {
  const scope = await requireScope((await params).team);
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value && !value.includes("\u0000"));
  const asked = Object.fromEntries(given);
  const format = auditFormat.parse(asked.format);
  const { cursor: _, ...search } = searchOf(readAuditFilters(asked));
  const exported = await exportAudit(await db(), scope, search, format);
  if (!exported.ok) {
    const headers = { ...GUARDS, "content-type": "text/plain; charset=utf-8" };
    return new Response(`${exported.problem.message}\n`, { status: 403, headers });
  }

  const name = `audit-${scope.teamName}-${new Date().toISOString().slice(0, 10)}.${format}`;
  return new Response(exported.value, {
    headers: { ...GUARDS, "content-type": AUDIT_MEDIA_TYPE[format], "content-disposition": attachmentNamed(name) },
  });
}
