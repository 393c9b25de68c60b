"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { db } from "@/app/_server/runtime";
import { SESSION_COOKIE } from "@/app/_server/session";
import { closeSession } from "@/lib/auth/session";

/** Ends the session on the server too: a copied cookie is worth nothing afterwards. */
export async function signOut(): Promise<void> {
  const jar = await cookies();
  const session = jar.get(SESSION_COOKIE)?.value;
  if (session) {
    await closeSession(await db(), session);
  }
  jar.delete(SESSION_COOKIE);
  redirect("/sign-in");
}
