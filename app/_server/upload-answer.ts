import "server-only";
import type { ProblemCode, Result } from "@/lib/core/result";
import { env } from "@/lib/platform/env";
import { isFromOwnPage } from "./own-origin";

const STATUS = {
  malformed: 400,
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  in_progress: 409,
  too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<ProblemCode, number>;

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
    : Response.json({ message: result.problem.message }, { status: STATUS[result.problem.code], headers: HEADERS });
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
