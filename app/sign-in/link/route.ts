import { headers } from "next/headers";
import { type NextRequest, NextResponse } from "next/server";
import { signInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { findUser } from "@/app/_server/session";
import { setSessionCookie } from "@/app/_server/session-cookie";
import { linkPlace } from "@/app/_server/sign-in-link";
import type { SessionUser } from "@/lib/auth/authenticate";
import { becomeOperator, isOperatorLinkOpen, type LinkPlace, signInByLink } from "@/lib/auth/operator-link";
import { deviceWords } from "@/lib/core/device";
import { env } from "@/lib/platform/env";

/**
 * Redeems the link that the server printed, once. Whoever is signed in becomes the operator by it; whoever is not is
 * signed in as the operator of this machine, and elsewhere signs in by a provider first.
 */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const key = request.nextUrl.searchParams.get("key") ?? "";
  const place = linkPlace(await headers(), env());
  if (!(await isOperatorLinkOpen(await db(), key, place))) {
    return redirectTo(signInPath({ refused: "link" }));
  }

  const user = await findUser();
  if (!user && !place.isLocal) {
    return redirectTo(
      place.issuers.length > 0 ? signInPath({ next: `/sign-in/link?key=${key}` }) : signInPath({ refused: "link" }),
    );
  }
  return redirectTo((await redeem(user, key, place)) ? "/" : signInPath({ refused: "link" }));
}

async function redeem(user: SessionUser | null, key: string, place: LinkPlace): Promise<boolean> {
  if (user) {
    return (await becomeOperator(await db(), user.id, key, place)).ok;
  }
  const device = deviceWords((await headers()).get("user-agent"));
  const text = await signInByLink(await db(), key, { device, days: env().MODELWIRE_SESSION_DAYS });
  if (text.ok) {
    await setSessionCookie(text.value);
  }
  return text.ok;
}

/** A relative target: behind whatever name the browser knows us by. */
function redirectTo(path: string): NextResponse {
  return new NextResponse(null, {
    status: 303,
    headers: { location: path, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}
