import type { GitHubDispatch } from "./automation";
import {
  AWAY,
  fine,
  type GitHubFacts,
  type PreflightCheck,
  type PreflightWish,
  problem,
  type RepositoryFacts,
} from "./preflight-facts";
import { workflowChecks } from "./workflow-checks";

/** What each kind of dispatch needs, in the words of GitHub's own page. */
export const DISPATCH_PERMISSION = {
  repository: { name: "contents", label: "Contents: write" },
  workflow: { name: "actions", label: "Actions: write" },
} as const satisfies Record<GitHubDispatch["kind"], { name: string; label: string }>;

/** Says of a dispatch whether it would start something, cause by cause, in the order in which one would mend them. */
export function preflightChecks(found: GitHubFacts, wish: PreflightWish): PreflightCheck[] {
  if (found.kind !== "repository") {
    return [withoutRepository(found, wish)];
  }
  const { facts, isAway, ref } = found;
  const barred = barriers(facts, wish);
  if (barred.length > 0) {
    return barred;
  }
  return [
    installed(facts, wish),
    ...(facts.workflows === null ? [] : workflowChecks(facts, ref, wish)),
    ...(isAway || facts.workflows === null ? [AWAY] : []),
  ];
}

const SETTINGS = { label: "Open Settings, GitHub", page: "settings" } as const;

function withoutRepository(found: Exclude<GitHubFacts, { kind: "repository" }>, wish: PreflightWish): PreflightCheck {
  const remedy = found.manageUrl ? { label: "Give it access on GitHub", href: found.manageUrl } : SETTINGS;
  switch (found.kind) {
    case "app_missing":
      return problem(
        "app_missing",
        "This Modelwire has no GitHub App yet. An operator makes one in a minute.",
        SETTINGS,
      );
    case "installation_missing":
      return problem("installation_missing", "The GitHub App is not connected to this team yet.", SETTINGS);
    case "repository_not_covered":
      return problem("repository_not_covered", notCovered(found.account, wish.repository), remedy);
    case "away":
      return AWAY;
  }
}

function notCovered(account: string | null, repository: string): string {
  return account === null
    ? `No installation of this team covers ${repository}. Install the GitHub App on its account, or choose another.`
    : `The GitHub App is installed on ${account}, but not for ${repository}.`;
}

/** What keeps everything else from being looked at. */
function barriers(facts: RepositoryFacts, { dispatch }: PreflightWish): PreflightCheck[] {
  const { account, repository, found } = facts;
  const onGitHub = (label: string) => (facts.installationUrl ? { label, href: facts.installationUrl } : SETTINGS);
  if (facts.isSuspended) {
    const message = `The GitHub App is suspended on ${account}: nothing is sent until an owner unsuspends it.`;
    return [problem("installation_suspended", message, onGitHub("Unsuspend it"))];
  }
  const { name, label } = DISPATCH_PERMISSION[dispatch.kind];
  if (facts.permissions[name] !== "write") {
    return facts.askedPermissions?.[name] === "write"
      ? [problem("permission_pending", `${account} has yet to accept the permission ${label}.`, onGitHub("Review it"))]
      : [
          problem(
            "permission_missing",
            `The GitHub App lacks the permission ${label} on ${account}.`,
            onGitHub("Look at it"),
          ),
        ];
  }
  if (found === null) {
    const message = `GitHub has no repository ${repository} for the App any more. It was deleted, or access was taken away.`;
    return [problem("repository_missing", message, onGitHub("Give access again"))];
  }
  return found.isArchived
    ? [
        problem("repository_archived", `${repository} is archived: GitHub starts nothing in it.`, {
          label: "Open its settings",
          href: `${facts.url}/settings`,
        }),
      ]
    : [];
}

function installed({ account }: RepositoryFacts, { dispatch }: PreflightWish): PreflightCheck {
  const { label } = DISPATCH_PERMISSION[dispatch.kind];
  return fine("installation", `The GitHub App is installed on ${account}, with ${label}.`);
}
