import { live } from "@/app/_server/live";
import { isStopping } from "@/app/_server/runtime";
import { isSessionIn, requireScope } from "@/app/_server/session";
import { readSessionCookie } from "@/app/_server/session-cookie";
import { readMarks } from "@/lib/core/live";
import { env } from "@/lib/platform/env";

/** Seconds: a function's streams end by themselves before that, and browsers come back. */
export const maxDuration = 60;
export const dynamic = "force-dynamic";

const IN_FUNCTION_MS = 50_000;
const IN_SERVER_MS = 15 * 60_000;

/** Tells a page of the team that something changed, for as long as it is looked at. */
export async function GET(request: Request, { params }: { params: Promise<{ team: string }> }): Promise<Response> {
  const { team } = await params;
  const scope = await requireScope(team);
  if (isStopping()) {
    return new Response("This server is stopping. Another may answer.\n", {
      status: 503,
      headers: { "retry-after": "5" },
    });
  }
  const cookie = await readSessionCookie();
  const { hub, door } = live();
  return door.open({
    hub,
    scope,
    seen: readMarks(request.headers.get("last-event-id")),
    isStillAllowed: () => isSessionIn(cookie, scope.teamName),
    signal: request.signal,
    maxMs: env().MODELWIRE_WORKER === "tick" ? IN_FUNCTION_MS : IN_SERVER_MS,
  });
}
