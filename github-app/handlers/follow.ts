import { findTied, followInstallation, type InstallationNews, type TiedInstallation } from "@/lib/github/follow";
import { readInstallation, readRepositories } from "../read";
import type { HandlerPorts } from "./ports";

/** How often GitHub is asked anew because somebody else changed the installation meanwhile. */
const TRIES_MAX = 5;

/**
 * Brings a tied installation up to date. Webhooks come late, twice and in any order, so they are taken for what they are: a
 * hint that something changed. What is stored is what GitHub says when it is asked. One that no team has is left alone.
 */
export async function follow(
  { db, receipt }: Pick<HandlerPorts, "db"> & { receipt: HandlerPorts["receipt"] | null },
  installationId: number,
  ask: (tied: TiedInstallation) => Promise<InstallationNews>,
): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const tied = await findTied(db, installationId);
    if (!tied || (await followInstallation(db, tied, await ask(tied), receipt))) {
      return;
    }
  }
  throw new Error("The installation kept changing while GitHub was asked about it.");
}

/** The installation and all its repositories, as GitHub has them now. */
export async function askInstallation(
  clients: HandlerPorts["clients"],
  installationId: number,
): Promise<InstallationNews> {
  const facts = await readInstallation(clients, installationId);
  if (!facts) {
    return { kind: "gone" };
  }
  // A suspended one hands out no token to list them with; they are as they were when it comes back.
  const repositories = facts.suspendedAt ? null : await readRepositories(clients, installationId);
  return { kind: "installation", facts, repositories };
}
