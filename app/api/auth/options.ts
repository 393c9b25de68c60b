import "server-only";
import { hkdfSync } from "node:crypto";
import { cookies, headers } from "next/headers";
import type { AuthOptions } from "next-auth";
import { signInPath } from "@/app/_server/paths";
import { startRuntime } from "@/app/_server/runtime";
import { requestContext } from "@/app/_server/session";
import { readSessionCookie, setSessionCookie } from "@/app/_server/session-cookie";
import { invitationTokenIn, linkPlace, operatorKeyIn } from "@/app/_server/sign-in-link";
import { signInProviders } from "@/app/_server/sign-in-providers";
import { closeSession } from "@/lib/auth/session";
import { signInAccount } from "@/lib/auth/sign-in";
import { deviceWords } from "@/lib/core/device";
import { returnPath } from "@/lib/core/return-path";
import type { Account } from "@/lib/core/sign-up";
import type { Keyring } from "@/lib/platform/crypto";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { oauthProviders, type Profile, profile } from "./providers";

/** Where the page to return to waits while the person is at the provider. */
const RETURN_COOKIE = "modelwire_return";

/**
 * NextAuth conducts the exchange with the provider (PKCE, state, nonce, tokens) and nothing else: the session that then
 * begins is one of our own, because `signIn` answers an address and so ends NextAuth's part before it makes its own.
 */
export async function authOptions(): Promise<AuthOptions> {
  process.env.NEXTAUTH_URL = env().MODELWIRE_URL; // It is read nowhere else, and a header of the request must not decide.
  const { ports } = await startRuntime();
  const isSecure = env().MODELWIRE_URL.startsWith("https:");
  return {
    providers: oauthProviders(env()),
    secret: checksSecret(ports.keyring),
    session: { strategy: "jwt" },
    useSecureCookies: isSecure,
    cookies: {
      callbackUrl: {
        name: RETURN_COOKIE,
        options: { httpOnly: true, sameSite: "lax", path: "/api/auth", secure: isSecure },
      },
    },
    callbacks: {
      redirect: ({ url }) => returnPath(url),
      signIn: ({ account, profile: told }) => enter(account?.provider, told),
    },
    logger: { error: logFault, warn: () => undefined, debug: () => undefined },
  };
}

/** Of the keys that are there anyway, so that nothing needs configuring. It outlives no sign-in under way. */
export function checksSecret({ currentId, keys }: Keyring): string {
  const key = keys.get(currentId);
  if (!key) {
    throw new Error("The keyring has no current key.");
  }
  return Buffer.from(hkdfSync("sha256", key.export(), "", "modelwire sign-in checks", 32)).toString("hex");
}

async function enter(providerId: string | undefined, told: unknown): Promise<string> {
  const provider = signInProviders(env()).find(({ id }) => id === providerId);
  const said = profile.safeParse(told);
  const next = returnPath((await cookies()).get(RETURN_COOKIE)?.value);
  if (!provider || !said.success) {
    return signInPath({ refused: "failed", next });
  }

  const text = await openSessionFor(accountOf(said.data, provider.issuer), next);
  if (text === null) {
    return signInPath({ refused: "not-invited", next });
  }
  await replaceSession(text);
  return next;
}

async function openSessionFor(account: Account, next: string): Promise<string | null> {
  const request = await headers();
  const { database } = await startRuntime();
  const result = await signInAccount(
    database.db,
    account,
    {
      rules: env().SIGN_UP_ALLOW,
      invitation: invitationTokenIn(next),
      operatorKey: operatorKeyIn(next),
      place: linkPlace(request, env()),
    },
    {
      session: { device: deviceWords(request.get("user-agent")), days: env().MODELWIRE_SESSION_DAYS },
      context: await requestContext(),
    },
  );
  return result.ok ? result.value : null;
}

function accountOf({ verifiedEmail, ...said }: Profile, issuer: string): Account {
  return { ...said, issuer, email: verifiedEmail };
}

/** Whoever was signed in before in this browser is no longer. */
async function replaceSession(text: string): Promise<void> {
  const before = await readSessionCookie();
  if (before) {
    const { database } = await startRuntime();
    await closeSession(database.db, before);
  }
  await setSessionCookie(text);
}

/** The metadata holds what the provider said of the person: of it only the error's own words are told. */
function logFault(code: string, metadata: unknown): void {
  const fault = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | null)?.error;
  const reason = fault instanceof Error ? fault.message.slice(0, 300).replace(/[^\s@]+@[^\s@]+/g, "[address]") : null;
  log().warn({ code, reason }, "A sign-in did not succeed.");
}
