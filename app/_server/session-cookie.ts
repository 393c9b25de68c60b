import "server-only";
import { cookies } from "next/headers";
import { env } from "@/lib/platform/env";

/** Over https no other name of the domain can set or overwrite it. */
function cookieName(): string {
  return isSecure() ? "__Host-modelwire_session" : "modelwire_session";
}

export async function readSessionCookie(): Promise<string | undefined> {
  return (await cookies()).get(cookieName())?.value;
}

export async function setSessionCookie(text: string): Promise<void> {
  const maxAge = env().MODELWIRE_SESSION_DAYS * 24 * 3600;
  (await cookies()).set(cookieName(), text, { ...attributes(), maxAge });
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(cookieName(), "", { ...attributes(), maxAge: 0 });
}

/** Scripts cannot read it, and other sites can make the browser send it only by a link that people follow. */
function attributes() {
  return { httpOnly: true, sameSite: "lax", secure: isSecure(), path: "/" } as const;
}

function isSecure(): boolean {
  return env().MODELWIRE_URL.startsWith("https:");
}
