import { createHash } from "node:crypto";
import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { signInPath } from "@/app/_server/paths";
import { signInProviders } from "@/app/_server/sign-in-providers";
import { returnPath } from "@/lib/core/return-path";
import { newTokenText } from "@/lib/platform/crypto";
import { env } from "@/lib/platform/env";
import { authOptions } from "../options";

type AuthContext = { params: Promise<{ nextauth: string[] }> };

/**
 * Of NextAuth's addresses the two that a sign-in needs: `signin/<provider>` sends the browser there, `callback/<provider>`
 * takes it back. Its own pages, sessions and tokens stay out of reach.
 */
export async function GET(request: NextRequest, { params }: AuthContext): Promise<Response> {
  const [step, providerId, ...rest] = (await params).nextauth;
  const provider = rest.length === 0 && signInProviders(env()).find(({ id }) => id === providerId);
  if (provider && step === "signin") {
    return beginSignIn(request, provider.id);
  }
  if (provider && step === "callback") {
    return endSignIn(request, provider.id);
  }
  return redirectTo(signInPath(step === "error" ? { refused: "failed" } : {}));
}

/**
 * A link begins it, not a form: the policy that forms go nowhere but here would stop the browser on its way to the
 * provider. NextAuth wants a POST with its token against forgery; a link of another site is told by the browser instead.
 */
async function beginSignIn(request: NextRequest, provider: string): Promise<Response> {
  const next = returnPath(request.nextUrl.searchParams.get("next"));
  const from = request.headers.get("sec-fetch-site");
  if (from !== null && from !== "same-origin" && from !== "none") {
    return redirectTo(signInPath({ next }));
  }

  const options = await authOptions();
  const csrfToken = newTokenText();
  const hash = createHash("sha256").update(`${csrfToken}${options.secret}`).digest("hex");
  const isSecure = env().MODELWIRE_URL.startsWith("https:");
  (await cookies()).set(`${isSecure ? "__Host-" : ""}next-auth.csrf-token`, `${csrfToken}|${hash}`, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
    path: "/",
  });
  const post = new NextRequest(new URL(`/api/auth/signin/${provider}`, env().MODELWIRE_URL), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, callbackUrl: next }),
  });
  return hardened(await NextAuth(post, { params: { nextauth: ["signin", provider] } }, options));
}

async function endSignIn(request: NextRequest, provider: string): Promise<Response> {
  if (request.nextUrl.searchParams.get("error") === "access_denied") {
    return redirectTo(signInPath({ refused: "cancelled" }));
  }
  return hardened(await NextAuth(request, { params: { nextauth: ["callback", provider] } }, await authOptions()));
}

/** A relative target: behind whatever name the browser knows us by. */
function redirectTo(location: string): Response {
  return hardened(new Response(null, { status: 303, headers: { location } }));
}

/** The addresses of a sign-in hold codes: no cache keeps them, and no next page is told of them. */
function hardened(response: Response): Response {
  response.headers.set("cache-control", "no-store");
  response.headers.set("referrer-policy", "no-referrer");
  return response;
}
