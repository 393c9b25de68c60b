"use server";

import { redirect } from "next/navigation";
import { db } from "@/app/_server/runtime";
import { clearSessionCookie, readSessionCookie } from "@/app/_server/session-cookie";
import { closeSession } from "@/lib/auth/session";

/** Ends the session on the server too: a copied cookie is worth nothing afterwards. */
export async function signOut(): Promise<void> {
  const session = await readSessionCookie();
  if (session) {
    await closeSession(await db(), session);
  }
  await clearSessionCookie();
  redirect("/sign-in");
}
