import * as z from "zod";
import { pageRequest } from "@/lib/core/page";
import { untieInstallation } from "@/lib/github/commands";
import { listInstallations, listRepositoriesOf } from "@/lib/github/installations";
import { type Operation, operation } from "../operation";
import { installationView, installedRepositoryView } from "../schemas/installations";
import { nameParam, pageOf } from "../schemas/shared";

const installationParams = z.object({ installation: nameParam("The installation's id.") });
const NO_INSTALLATION = "There is no such installation.";
const BY_ROLE = "The token's role does not allow this.";

const EXAMPLE_INSTALLATION = {
  id: "ins_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a51",
  installationId: 48_211_907,
  account: { id: 9_919, login: "acme", type: "Organization" },
  repositorySelection: "selected",
  repositoryCount: 2,
  missingPermissions: [],
  suspendedAt: null,
  usedBy: [{ id: "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a52", name: "deploy-production" }],
  createdAt: "2026-05-04T09:30:00.000Z",
  createdBy: "ann",
};

const EXAMPLE_REPOSITORY = {
  id: 186_853_002,
  name: "acme/serving",
  defaultBranch: "main",
  isPrivate: true,
  isArchived: false,
};

export const INSTALLATION_OPERATIONS: readonly Operation[] = [
  operation({
    id: "listInstallations",
    method: "GET",
    path: "/teams/{team}/github/installations",
    tag: "GitHub",
    summary: "List connected accounts",
    description: "The GitHub accounts that have the App and are tied to the team. An account is connected on the site.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of installations, first connected first.",
      schema: pageOf(installationView),
      example: { items: [EXAMPLE_INSTALLATION], nextCursor: null },
    },
    problems: { forbidden: BY_ROLE },
    run: ({ db }, { scope, query }) => listInstallations(db, scope, query),
  }),
  operation({
    id: "listInstallationRepositories",
    method: "GET",
    path: "/teams/{team}/github/installations/{installation}/repositories",
    tag: "GitHub",
    summary: "List an account's repositories",
    description: "The repositories that the installation covers, as GitHub last told.",
    params: installationParams,
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of repositories, by name.",
      schema: pageOf(installedRepositoryView),
      example: { items: [EXAMPLE_REPOSITORY], nextCursor: null },
    },
    problems: { not_found: NO_INSTALLATION, forbidden: BY_ROLE },
    run: ({ db }, { scope, params, query }) => listRepositoriesOf(db, scope, params.installation, query),
  }),
  operation({
    id: "untieInstallation",
    method: "DELETE",
    path: "/teams/{team}/github/installations/{installation}",
    tag: "GitHub",
    summary: "Disconnect an account",
    description:
      "Ends the tie to the team. Automations that go through it fail until the account is connected to the team again. On GitHub the App stays installed.",
    params: installationParams,
    success: { status: 204, description: "The account is disconnected." },
    problems: { not_found: NO_INSTALLATION },
    run: ({ db }, { scope, params }) => untieInstallation(db, scope, params.installation),
  }),
];
