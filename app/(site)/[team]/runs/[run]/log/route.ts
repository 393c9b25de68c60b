import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { attachmentNamed } from "@/lib/core/attachment";
import { logText, readLog } from "@/lib/launch/logs";
import { runNumberOf } from "../../_components/read-run";

type LogContext = { params: Promise<{ team: string; run: string }> };

const GUARDS = {
  "content-type": "text/plain; charset=utf-8",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, no-cache",
} as const;

/** The whole log of a run as a file: always saved and never shown, for what a run wrote is a stranger's text. */
export async function GET(_request: Request, { params }: LogContext): Promise<Response> {
  const { team, run } = await params;
  const scope = await requireScope(team);
  const number = runNumberOf(run);
  const pool = await db();
  const known = number === null ? null : await readLog(pool, scope, String(number), { fromLine: 1, limit: 1 });
  if (!known?.ok) {
    return new Response("There is no such run.\n", { status: 404, headers: GUARDS });
  }
  const pages = logText(pool, scope, String(number));
  const encoder = new TextEncoder();
  const text = new ReadableStream<Uint8Array>({
    // A page at a time, as the browser takes them: a log may be large and a browser slow.
    async pull(controller) {
      const { done, value } = await pages.next();
      if (done) {
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
  return new Response(text, {
    headers: { ...GUARDS, "content-disposition": attachmentNamed(`run-${number}.log`) },
  });
}
