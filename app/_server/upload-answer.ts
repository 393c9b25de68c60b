import "server-only";
import type { Result } from "@/lib/core/result";
import { env } from "@/lib/platform/env";
import { PROBLEM_STATUS } from "@/lib/rest/problem";
import { isFromOwnPage } from "./own-origin";

/** Set here and not by proxy.ts, which these routes go past: it would hold their bodies in memory. */
const HEADERS = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
} as const;

/** A command's answer to the upload page's script. */
export function uploadAnswer<T>(result: Result<T>): Response {
  return result.ok
    ? Response.json(result.value, { headers: HEADERS })
    : Response.json(
        { message: result.problem.message },
        { status: PROBLEM_STATUS[result.problem.code], headers: HEADERS },
      );
}

/** Refuses what no page of ours has sent; null for what one has. Asked before anything of the request is read. */
export function refuseForeign(request: Request): Response | null {
  return isFromOwnPage(request, env().MODELWIRE_URL)
    ? null
    : uploadAnswer({
        ok: false,
        problem: { code: "forbidden", message: "Only this site’s own pages may upload here. Use the API or the CLI." },
      });
}
