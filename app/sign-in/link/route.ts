import { cookies } from "next/headers";
import { type NextRequest, NextResponse } from "next/server";
import { db } from "@/app/_server/runtime";
import { SESSION_COOKIE } from "@/app/_server/session";
import { isLocalRequest, redeemSignInKey } from "@/app/_server/sign-in-link";
import { openOperatorSession, SESSION_DAYS } from "@/lib/auth/session";
import { env } from "@/lib/platform/env";

/** Redeems the link that the server printed: once, from this machine, and only into a cookie that scripts cannot read. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const { HOST, PORT, MODELWIRE_URL } = env();
  const key = request.nextUrl.searchParams.get("key") ?? "";
  if (!isLocalRequest(request.headers, { host: HOST, port: PORT }) || !redeemSignInKey(key)) {
    return redirectTo("/sign-in?link=used");
  }

  const text = await openOperatorSession(await db());
  const jar = await cookies();
  jar.set(SESSION_COOKIE, text, {
    httpOnly: true,
    sameSite: "lax",
    secure: MODELWIRE_URL.startsWith("https:"),
    path: "/",
    maxAge: SESSION_DAYS * 24 * 3600,
  });
  return redirectTo("/");
}

/** A relative target: behind whatever name the browser knows us by. */
function redirectTo(path: string): NextResponse {
  return new NextResponse(null, {
    status: 303,
    headers: { location: path, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}
