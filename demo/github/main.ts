import { parseArgs } from "node:util";
import { type GitHubSandbox, startGitHubSandbox } from "./sandbox";

const USAGE = `npm run sandbox                                  an emulated GitHub, for a Modelwire at http://localhost:3000
npm run sandbox -- --modelwire http://host:port  for one elsewhere
npm run sandbox -- --hook http://host:port/path  with a GitHub App ready-made, whose hooks go there`;

const WORKFLOW = `name: Registry event
run-name: Registry event \${{ github.event.action }}
on:
  repository_dispatch:
  workflow_dispatch:
permissions:
  contents: read
  id-token: write
jobs:
  show:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: cat "$GITHUB_EVENT_PATH"
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  const sandbox = await startGitHubSandbox({
    repositories: [{ fullName: "acme/models", files: { ".github/workflows/registry-event.yml": WORKFLOW } }],
  });
  console.log(await environmentLines(sandbox, options));
  console.error("\nIt is mira who signs in; she is an admin of acme, which has acme/models. Ctrl-C ends it.");
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await sandbox.close();
  return 0;
}

type Options = { modelwire: string; hook: string | undefined };

function readOptions(): Options | null {
  try {
    const { values } = parseArgs({ options: { modelwire: { type: "string" }, hook: { type: "string" } } });
    const { modelwire = "http://localhost:3000", hook } = values;
    return [modelwire, hook ?? modelwire].every((url) => URL.canParse(url)) ? { modelwire, hook } : null;
  } catch {
    return null;
  }
}

/** What a `.env` needs, so that Modelwire takes the sandbox for GitHub. They hold until the sandbox ends. */
async function environmentLines(sandbox: GitHubSandbox, { modelwire, hook }: Options): Promise<string> {
  const { urls, apps } = sandbox;
  const callbackUrls = [new URL("/api/auth", modelwire).href];
  const signIn = apps.createOAuthApp({ name: "Modelwire sign-in", owner: "acme", callbackUrls });
  const lines = [
    "# An emulated GitHub on this machine: nothing reaches github.com. Anew at each start.",
    `GITHUB_URL=${urls.web}`,
    `GITHUB_API_URL=${urls.api}`,
    `GITHUB_OIDC_ISSUER=${urls.issuer}`,
    `GITHUB_CLIENT_ID=${signIn.clientId}`,
    `GITHUB_CLIENT_SECRET=${signIn.clientSecret}`,
  ];
  return [...lines, ...(hook ? await appLines(sandbox, modelwire, hook) : [])].join("\n");
}

async function appLines({ apps }: GitHubSandbox, modelwire: string, hookUrl: string): Promise<string[]> {
  const app = apps.create({
    name: "Modelwire",
    owner: "acme",
    hookUrl,
    externalUrl: modelwire,
    callbackUrls: [modelwire],
    permissions: {
      contents: "write",
      actions: "write",
      workflows: "write",
      pull_requests: "write",
      deployments: "write",
      checks: "write",
      statuses: "write",
    },
    events: ["workflow_run", "workflow_job", "repository", "deployment_status", "check_run"],
  });
  await apps.install(app, "acme");
  return [
    `GITHUB_APP_ID=${app.id}`,
    `GITHUB_APP_SLUG=${app.slug}`,
    `GITHUB_APP_CLIENT_ID=${app.clientId}`,
    `GITHUB_APP_CLIENT_SECRET=${app.clientSecret}`,
    `GITHUB_APP_WEBHOOK_SECRET=${app.webhookSecret}`,
    `GITHUB_APP_PRIVATE_KEY="${app.pem.trim().replaceAll("\n", "\\n")}"`,
  ];
}
