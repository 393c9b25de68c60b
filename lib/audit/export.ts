import type { TeamScope } from "@/lib/core/actor";
import type { AuditSearch, AuditView } from "@/lib/core/audit";
import { type AuditFormat, auditHeader, auditLine } from "@/lib/core/audit-export";
import { PAGE_LIMIT_MAX, type Page } from "@/lib/core/page";
import { ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { listAudit } from "./queries";

/**
 * The entries that a search finds, newest first, as one long text. It is read a page at a time and only as fast as it is
 * taken, so that a log of any length needs little memory; what happens meanwhile is not in it.
 */
export async function exportAudit(
  db: Database,
  scope: TeamScope,
  search: Omit<AuditSearch, "limit" | "cursor">,
  format: AuditFormat,
): Promise<Result<ReadableStream<Uint8Array>>> {
  const readPage = (cursor?: string) => listAudit(db, scope, { ...search, limit: PAGE_LIMIT_MAX, cursor });
  const first = await readPage();
  if (!first.ok) {
    return first;
  }

  const encoder = new TextEncoder();
  let page: Page<AuditView> | null = first.value;
  return ok(
    new ReadableStream<Uint8Array>(
      {
        start(controller) {
          controller.enqueue(encoder.encode(auditHeader(format)));
        },
        async pull(controller) {
          if (page === null) {
            controller.close();
            return;
          }
          const { items, nextCursor }: Page<AuditView> = page;
          controller.enqueue(encoder.encode(items.map((entry) => auditLine(entry, format)).join("")));
          page = nextCursor === null ? null : await followingPage(readPage, nextCursor);
        },
      },
      { highWaterMark: 1 },
    ),
  );
}

/** A refusal in the middle is a bug: it ends the stream as a failure, so that nobody takes a part for the whole. */
async function followingPage(
  readPage: (cursor: string) => Promise<Result<Page<AuditView>>>,
  cursor: string,
): Promise<Page<AuditView>> {
  const next = await readPage(cursor);
  if (!next.ok) {
    throw new Error(next.problem.message);
  }
  return next.value;
}
