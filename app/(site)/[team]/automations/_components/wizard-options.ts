import "server-only";
import type { Route } from "next";
import { automationsPath, githubLookPath, newJobPath, newQueuePath, settingsPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db, startRuntime } from "@/app/_server/runtime";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { listInstalledRepositories } from "@/lib/github/queries";
import { listJobs } from "@/lib/launch/jobs/queries";
import { listQueues } from "@/lib/launch/queues/queries";
import { env } from "@/lib/platform/env";
import { githubHosts } from "@/lib/platform/github-hosts";
import { listModels } from "@/lib/registry/models/queries";
import { listWebhookChoices } from "@/lib/webhooks/choices";
import type { GitHubOptions, LaunchOptions, WizardOptions } from "./wizard-view";

const MODELS_MAX = 100;

/** What the wizard's fields offer. `here` is where a new webhook leads back to. */
export async function wizardOptions(
  scope: TeamScope,
  { here, cancel = automationsPath(scope.teamName) }: { here: Route; cancel?: Route },
): Promise<WizardOptions> {
  const pool = await db();
  const [models, webhooks, protectedNames, github, launch] = await Promise.all([
    listModels(pool, scope, { limit: MODELS_MAX }),
    listWebhookChoices(pool, scope),
    protectedAliasNames(scope),
    githubOptions(scope),
    launchOptions(scope),
  ]);
  return {
    team: scope.teamName,
    models: models.ok ? models.value.items.map(({ name }) => name).sort() : [],
    hasAllModels: models.ok && models.value.nextCursor === null,
    webhooks,
    newWebhookHref: can(scope.role, "webhook.write")
      ? settingsPath(scope.teamName, "webhooks", ["new"], { next: here })
      : null,
    adminsOnly: onlySentence("webhook.write"),
    github,
    launch,
    cancelHref: cancel,
    protectedNames: [...protectedNames],
  };
}

/** As many as a list to choose from is still a help; a longer one is typed into, with all of it to complete from. */
const REPOSITORIES_LISTED_MAX = 100;

async function githubOptions(scope: TeamScope): Promise<GitHubOptions> {
  const { ports } = await startRuntime();
  const repositories = await listInstalledRepositories(await db(), scope);
  const hasApp = repositories.length > 0 || (await ports.github.app()) !== null;
  return {
    hasApp,
    repositories: repositories.map(({ name }) => name),
    hasAllRepositories: repositories.length <= REPOSITORIES_LISTED_MAX,
    settingsHref: settingsPath(scope.teamName, "github"),
    adminsOnly: can(scope.role, "github.manage") ? null : onlySentence("github.manage"),
    isSandbox: githubHosts(env()).isSandbox,
    lookHref: githubLookPath(scope.teamName),
  };
}

/** A team with more of either names them by the API. */
const LAUNCH_LISTED_MAX = 200;

async function launchOptions(scope: TeamScope): Promise<LaunchOptions> {
  const pool = await db();
  const [jobs, queues] = await Promise.all([
    listJobs(pool, scope, { limit: LAUNCH_LISTED_MAX }),
    listQueues(pool, scope, { limit: LAUNCH_LISTED_MAX }),
  ]);
  const mayMake = can(scope.role, "launch.manage");
  return {
    jobs: jobs.ok ? jobs.value.items.map(({ name }) => name) : [],
    queues: queues.ok
      ? queues.value.items.map(({ name, resource, state, agentsListening, waiting }) => {
          return { name, resource, state, agentsListening, waiting };
        })
      : [],
    newJobHref: mayMake ? newJobPath(scope.teamName) : null,
    newQueueHref: mayMake ? newQueuePath(scope.teamName) : null,
  };
}
