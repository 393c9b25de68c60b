import type { TeamScope } from "@/lib/core/actor";
import type { AutomationActionInput, Warning } from "@/lib/core/automation";
import type { EventType } from "@/lib/core/event";
import { githubPayloadFor, githubPayloadProblems } from "@/lib/core/github-payload";
import { checkTemplate } from "@/lib/core/template-check";
import type { Database, Transaction } from "@/lib/db/client";
import { canSeeTeam } from "@/lib/db/visibility";
import { findInstalledRepository, type InstalledRepository, type RepositoryRef } from "@/lib/github/queries";
import type { ActionDraft } from "./action-draft";

type GitHubWish = Extract<AutomationActionInput, { type: "github" }>;

/**
 * Finds the repository that the action names among the team's installations and checks what would be sent. `keptId` is the
 * repository that the automation has already, whatever it is called now: a restricted token may keep it.
 */
export async function checkGitHubAction(
  db: Database | Transaction,
  scope: TeamScope,
  { action, eventType, keptId }: { action: GitHubWish; eventType: EventType; keptId: number | null },
): Promise<ActionDraft> {
  const repository = await findVisible(db, scope, { name: action.repository }, keptId);
  if (!repository) {
    return { action: null, problems: [{ path: "action.repository", message: missingRepository(action.repository) }] };
  }

  const { dispatch, deployment, reportsCheck } = action;
  const payload = action.payload ?? githubPayloadFor(dispatch, eventType);
  // Without known secrets each is refused: what a run is handed is readable to everyone who sees the run.
  const check = checkTemplate(payload, { eventType, secretNames: [], accessTokenSecret: null, path: "action.payload" });
  const limits = githubPayloadProblems(payload, dispatch, "action.payload");
  return {
    action: {
      type: "github",
      installationId: repository.installationId,
      repositoryId: repository.repositoryId,
      repository: repository.name,
      dispatch,
      payload,
      deployment,
      reportsCheck,
    },
    webhook: null,
    problems: [...check.problems, ...limits],
    secretNames: [],
    warnings: [...check.warnings, ...repositoryWarnings(repository)],
  };
}

async function findVisible(
  db: Database | Transaction,
  scope: TeamScope,
  ref: RepositoryRef,
  keptId: number | null,
): Promise<InstalledRepository | null> {
  const found = await findInstalledRepository(db, scope.teamId, ref);
  return found && (canSeeTeam(scope) || found.repositoryId === keptId) ? found : null;
}

function missingRepository(name: string): string {
  return `The GitHub App is not installed on ${name}. Give it access to the repository on GitHub, or choose another.`;
}

function repositoryWarnings({ name, isArchived, isSuspended }: InstalledRepository): Warning[] {
  const field = "action.repository";
  return [
    ...(isArchived
      ? [{ code: "repository_archived", field, message: `${name} is archived: GitHub starts nothing in it.` }]
      : []),
    ...(isSuspended
      ? [
          {
            code: "installation_suspended",
            field,
            message: `The GitHub App is suspended for ${name}: nothing is sent until it is unsuspended on GitHub.`,
          },
        ]
      : []),
  ];
}
