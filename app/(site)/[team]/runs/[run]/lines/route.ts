import * as z from "zod";
import { readSearch } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { readLogPage, runNumberOf } from "../../_components/read-run";

/** More than a browser asks for at once. */
const LINES_MAX = 2_000;

const asked = z.object({
  from: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(LINES_MAX).default(LINES_MAX),
});

type LinesContext = { params: Promise<{ team: string; run: string }> };

/** The lines of a run's log from one on, for a page that follows it. */
export async function GET(request: Request, { params }: LinesContext): Promise<Response> {
  const { team, run } = await params;
  const scope = await requireScope(team);
  const number = runNumberOf(run);
  const search = readSearch(asked, Object.fromEntries(new URL(request.url).searchParams));
  const page = number === null ? null : await readLogPage(scope, number, search);
  return page
    ? Response.json(page, { headers: { "cache-control": "no-store" } })
    : new Response("There is no such run.\n", { status: 404, headers: { "cache-control": "no-store" } });
}
