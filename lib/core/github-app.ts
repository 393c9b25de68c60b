import type { Id } from "./ids";

/** What the GitHub App asks of an account, and what for: the manifest, the page and the docs all read it here. */
export const APP_PERMISSIONS = {
  metadata: { level: "read", of: "repository", why: "to list the repositories that it was given" },
  contents: {
    level: "write",
    of: "repository",
    why: "to send repository_dispatch, to read workflow files, and to commit an offered one to a branch of its own",
  },
  actions: { level: "write", of: "repository", why: "to send workflow_dispatch, and to see how the runs went" },
  workflows: {
    level: "write",
    of: "repository",
    why: "to offer a workflow file: without it GitHub takes no change below .github/workflows",
  },
  pull_requests: { level: "write", of: "repository", why: "to offer that workflow file as a pull request" },
  deployments: { level: "write", of: "repository", why: "to record a promotion as a deployment, where you wish it" },
  checks: { level: "write", of: "repository", why: "to show on the commit of a version how its run went" },
  statuses: { level: "write", of: "repository", why: "to do so by a commit status where checks are not to be had" },
  members: { level: "read", of: "organization", why: "to see that who connects an organisation administers it" },
} as const satisfies Record<string, AppPermission>;

type AppPermission = { level: "read" | "write"; of: "repository" | "organization"; why: string };

/** Beside these GitHub tells every App of its own installations, unasked. */
export const APP_EVENTS = ["installation_target", "repository", "workflow_job", "workflow_run"] as const;

/** An App's name is unique on all of GitHub, and no longer than this. */
const APP_NAME_LENGTH_MAX = 34;

export type AccountType = "User" | "Organization";

/** The App as the settings show it. */
export type GitHubAppView = {
  appId: number;
  /** As its address on GitHub has it. */
  slug: string;
  /** Null where the environment gives the App: it tells neither. */
  name: string | null;
  ownerLogin: string | null;
  /** True where the environment gives it: then it is changed there. */
  isGiven: boolean;
  /** When a webhook of GitHub's was last taken; null when none has been in a week. */
  lastWebhookAt: string | null;
};

/** An account's installation of the App, tied to a team. */
export type InstallationView = {
  id: Id<"installation">;
  /** GitHub's own number. */
  installationId: number;
  account: { id: number; login: string; type: AccountType };
  repositorySelection: "all" | "selected";
  repositoryCount: number;
  /** What the App asks for and the account has not granted, by GitHub's names. */
  missingPermissions: string[];
  suspendedAt: string | null;
  /** The automations whose action goes through it. */
  usedBy: { id: Id<"automation">; name: string }[];
  createdAt: string;
  createdBy: string;
};

export type InstalledRepositoryView = {
  id: number;
  name: string;
  defaultBranch: string;
  isPrivate: boolean;
  isArchived: boolean;
};

/** What GitHub says of an installation. */
export type InstallationFacts = {
  installationId: number;
  appId: number;
  account: { id: number; login: string; type: AccountType };
  repositorySelection: "all" | "selected";
  permissions: Record<string, string>;
  suspendedAt: Date | null;
};

/** What GitHub says of a repository that an installation covers. */
export type RepositoryFacts = {
  repositoryId: number;
  ownerId: number;
  name: string;
  defaultBranch: string;
  isPrivate: boolean;
  isArchived: boolean;
};

/** The permissions that are asked for and were not granted, or not so far. A person's own account has no members to read. */
export function missingPermissions(granted: Readonly<Record<string, string>>, type: AccountType): string[] {
  return Object.entries<AppPermission>(APP_PERMISSIONS)
    .filter(([, { of }]) => of === "repository" || type === "Organization")
    .filter(([name, { level }]) => rankOf(granted[name]) < rankOf(level))
    .map(([name]) => name);
}

/** How much a level allows; one that GitHub comes to know later counts as nothing. */
function rankOf(level: string | undefined): number {
  return ["read", "write", "admin"].indexOf(level ?? "");
}

/** What GitHub makes the App of. Whoever makes it may change the name on the page that asks for consent. */
export function appManifest(baseUrl: string, { isPublic }: { isPublic: boolean }) {
  const permissions = Object.entries<AppPermission>(APP_PERMISSIONS).map(([name, { level }]) => [name, level] as const);
  return {
    name: `Modelwire ${new URL(baseUrl).hostname}`.slice(0, APP_NAME_LENGTH_MAX),
    url: baseUrl,
    description: "Starts workflows when the models of a Modelwire registry change, and brings their results back.",
    hook_attributes: { url: `${baseUrl}/api/github/webhooks`, active: true },
    redirect_url: `${baseUrl}/api/github/created`,
    callback_urls: [`${baseUrl}/api/github/authorized`],
    setup_url: `${baseUrl}/api/github/installed`,
    setup_on_update: false,
    request_oauth_on_install: false,
    public: isPublic,
    default_permissions: Object.fromEntries(permissions),
    default_events: [...APP_EVENTS],
  };
}

export type AppManifest = ReturnType<typeof appManifest>;

/** Where on GitHub an account says what the App may do there, and takes it away again. */
export function installationUrl(web: string, { account, installationId }: Installed): string {
  const owner = account.type === "Organization" ? `/organizations/${encodeURIComponent(account.login)}` : "";
  return `${web}${owner}/settings/installations/${installationId}`;
}

type Installed = Pick<InstallationView, "account" | "installationId">;
