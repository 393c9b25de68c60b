import type { Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import type { AppCredentials } from "@/lib/github/apps";
import type { Clock } from "@/lib/platform/clock";
import type { Keyring } from "@/lib/platform/crypto";
import type { GitHubHosts } from "@/lib/platform/github-hosts";
import type { GitHubClients } from "./client";
import { askInstallation, follow } from "./handlers/follow";
import type { WebhookLog } from "./handlers/ports";
import { createReceiver, type Receiver } from "./receive";
import { createRecovery, type Recover } from "./recover";
import { createSetup, type Setup } from "./setup";

export type GitHubAppOptions = {
  db: Database;
  keyring: Keyring;
  clock: Clock;
  log: WebhookLog;
  hosts: GitHubHosts;
  baseUrl: string;
  clients: GitHubClients;
  isGiven: boolean;
  credentials: () => Promise<Result<AppCredentials | null>>;
};

/** The edge towards GitHub: what people do to connect it, what it tells us, and what it told while nobody listened. */
export type GitHubApp = {
  setup: Setup;
  receive: Receiver;
  recover: Recover;
  /** Asks GitHub how a tied installation is now, by GitHub's number: where webhooks cannot reach us, people do it. */
  refresh(installationId: number): Promise<void>;
};

export function createGitHubApp(options: GitHubAppOptions): GitHubApp {
  const { db, clients, log, clock, credentials } = options;
  const listening = { ports: { db, clients, log, clock }, credentials };
  return {
    setup: createSetup(options),
    receive: createReceiver(listening),
    recover: createRecovery(listening),
    refresh: (installationId) =>
      follow({ db, receipt: null }, installationId, () => askInstallation(clients, installationId)),
  };
}
