import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "./app/_server/path-header";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** What no page of ours asks for, so that nothing that gets into one can. */
const UNUSED_POWERS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";

/** A version's file and the audit log's: their routes answer with a stricter policy of their own. */
const FILE = /^\/[^/]+\/(models\/[^/]+\/versions\/[^/]+\/files\/|settings\/audit\/export$)/;

/** The one page whose form goes to GitHub: it hands over what the App is to be made of. */
const POSTS_TO_GITHUB = /^\/[^/]+\/settings\/github\/app$/;

/** Pages whose address lets its holder in: no other site is told so much as that there is one. */
const HOLDS_SECRET = /^\/(invitations|sign-in)(\/|$)/;

/**
 * Gives every page its security headers. Uploads go to /api or /mlflow, or from the browser to a team's /uploads, which are left
 * out: Next would hold their bodies in memory to hand them to a proxy. Their routes set headers of their own.
 */
export function proxy(request: NextRequest): NextResponse {
  const formTargets = POSTS_TO_GITHUB.test(request.nextUrl.pathname) ? ["'self'", githubOrigin()] : ["'self'"];
  const policy = policyOf(randomBytes(18).toString("base64"), formTargets);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // Next takes its scripts' nonce from here.
  headers.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set(
    "referrer-policy",
    HOLDS_SECRET.test(request.nextUrl.pathname) ? "same-origin" : "strict-origin-when-cross-origin",
  );
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", UNUSED_POWERS);
  if (process.env.MODELWIRE_URL?.startsWith("https:")) {
    response.headers.set("strict-transport-security", `max-age=${YEAR_SECONDS}`);
  }
  if (!FILE.test(request.nextUrl.pathname)) {
    response.headers.set("content-security-policy", policy);
  }
  return response;
}

/** Styles may be inline: widths of bars are, and the menus set theirs. Scripts need the request's nonce. */
function policyOf(nonce: string, formTargets: readonly string[]): string {
  const isDevelopment = process.env.NODE_ENV === "development"; // React's error overlay evaluates code there.
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${formTargets.join(" ")}`,
    "frame-ancestors 'none'",
  ].join("; ");
}

/** As `lib/platform/env.ts` has it, which would load all that it checks into every request's way. */
function githubOrigin(): string {
  return URL.parse(process.env.GITHUB_URL?.trim() || "https://github.com")?.origin ?? "https://github.com";
}

export const config = { matcher: "/((?!api/|mlflow/|_next/static/|_next/image|icon.svg|[^/]+/uploads/).*)" };
