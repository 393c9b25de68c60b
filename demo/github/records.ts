import type { KeyObject } from "node:crypto";
import type { Json } from "./upstream";

export type Urls = { origin: string; web: string; api: string; issuer: string };

export type Level = "read" | "write" | "admin";
export type Permissions = Record<string, Level>;

export type Account = { login: string; id: number; type: "User" | "Organization" };
export type Person = { login: string; id: number; profile: Json };
export type Organization = { login: string; id: number; members: Map<string, "admin" | "member"> };

/** A GitHub App, or with `isOAuthApp` one of the older kind, which signs people in and has no key, hook or installation. */
export type App = {
  id: number;
  slug: string;
  name: string;
  description: string | null;
  externalUrl: string;
  owner: Account;
  isOAuthApp: boolean;
  clientId: string;
  clientSecret: string;
  webhookSecret: string;
  pem: string;
  publicKey: KeyObject;
  permissions: Permissions;
  events: string[];
  hookUrl: string | null;
  callbackUrls: string[];
  setupUrl: string | null;
  asksOAuthOnInstall: boolean;
  /** Whether the setup page is also led to when somebody changes an installation. */
  hasSetupOnUpdate: boolean;
  createdAt: Date;
};

export type Installation = {
  id: number;
  appId: number;
  account: Account;
  selection: "all" | "selected";
  repositoryIds: Set<number>;
  permissions: Permissions;
  events: string[];
  createdAt: Date;
  updatedAt: Date;
  suspendedAt: Date | null;
  suspendedBy: string | null;
};

/** What a `ghs_` token may do: an installation's, or with no installation the GITHUB_TOKEN of a run's job. */
export type ServerToken = {
  value: string;
  appId: number;
  installationId: number | null;
  /** Null is every repository of the installation, also those that come later. */
  repositoryIds: Set<number> | null;
  permissions: Permissions;
  expiresAt: Date;
};

export type UserToken = { value: string; login: string; appId: number; scopes: string; expiresAt: Date | null };

export type AuthorizationCode = {
  login: string;
  appId: number;
  redirectUri: string;
  scope: string;
  challenge: string | null;
  expiresAt: Date;
};

export type ManifestConversion = { appId: number; expiresAt: Date };

export type Deployment = Json & { id: number };

export type WorkflowState = { id: number; state: "active" | "disabled_manually"; createdAt: Date; updatedAt: Date };

/** A repository as it is at this moment: emulate holds the truth, and it is read anew for each request. */
export type Repository = {
  id: number;
  owner: string;
  name: string;
  fullName: string;
  defaultBranch: string;
  isArchived: boolean;
  isPrivate: boolean;
  json: Json;
};

export type Commit = { sha: string; message: string; treeId: string; author: Json; committer: Json };

/** Whether an installation stands and reaches a repository. */
export function reaches(installation: Installation, repository: { id: number; owner: string }): boolean {
  const isAccounts = installation.account.login === repository.owner;
  return isAccounts && (installation.selection === "all" || installation.repositoryIds.has(repository.id));
}

/** A stamp to the second, as GitHub writes them. */
export function stamp(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, "Z");
}
