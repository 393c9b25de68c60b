import { readFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Run } from "@/demo/github/run-records";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { createIdentityVerifier, type VerifyIdentity } from "@/lib/github/identity-token";
import { systemClock } from "@/lib/platform/clock";
import { ask } from "../demo/github/support";
import { deliver } from "../rest/call-home-stage";
import { type Served, serve } from "../rest/serve";
import { openTestApi, type TestApi } from "../rest/test-api";
import { addInstallation } from "../support/github-team";

const RECIPE = readFileSync("docs/recipes/evaluate-on-link.yml", "utf8");
const EVENT_TYPE = "modelwire-evaluate";
/** What a team would keep beside the workflow: it fails unless it was given the very bytes. */
const EVALUATE = `
import json, pathlib, sys
text = (pathlib.Path(sys.argv[1]) / "weights.bin").read_text()
print(json.dumps({"auc": 0.94, "length": len(text)}))
`;
const FILES = { ".github/workflows/evaluate.yml": RECIPE, "evaluate.py": EVALUATE };

describe("the recipe that evaluates on link", () => {
  let github: GitHubSandbox;
  let api: TestApi;
  let server: Served;
  let verify: VerifyIdentity;
  let token: string;
  let payload: unknown;
  let delivery: string;

  beforeAll(async () => {
    api = await openTestApi("embedded", { verifyIdentity: (text) => verify(text) });
    const cli = commandLine();
    server = await serve(async (request) =>
      new URL(request.url).pathname === "/cli.mjs" ? new Response(cli) : api.fetch(request),
    );
    github = await startGitHubSandbox({
      repositories: [
        { fullName: "acme/models", files: FILES },
        { fullName: "acme/fork", files: FILES },
      ],
    });
    verify = createIdentityVerifier({ issuer: github.urls.issuer, audience: server.url, clock: systemClock });
    const app = github.apps.create({
      name: "App",
      owner: "acme",
      permissions: { contents: "write" },
      events: [],
      hookUrl: server.url,
    });
    const installation = await github.apps.install(app, "acme");
    token = github.apps.token(installation);

    const { id, ownerId } = await idsOf("acme/models");
    await addInstallation(api.database.db, await api.team.scope("admin"), {
      installationId: 1,
      accountId: ownerId,
      repositories: [{ id, name: "acme/models" }],
    });
    for (const name of ["acme/models", "acme/fork"]) {
      await github.repositories.setVariables(name, { MODELWIRE_URL: server.url });
    }
    ({ delivery } = await deliver(api, "iris", {
      hasFile: true,
      repository: "acme/models",
      dispatch: { kind: "repository", eventType: EVENT_TYPE },
    }));
    payload = JSON.parse((await api.call("GET", `/deliveries/${delivery}`)).body.body);
  });
  afterAll(async () => {
    await github.close();
    await server.close();
    await api.close();
  });

  async function idsOf(fullName: string): Promise<{ id: number; ownerId: number }> {
    const { body } = await ask(github, token, "GET", `/repos/${fullName}`);
    return { id: body.id, ownerId: body.owner.id };
  }

  async function dispatched(repository: string, count: number): Promise<Run> {
    const body = { event_type: EVENT_TYPE, client_payload: payload };
    expect((await ask(github, token, "POST", `/repos/${repository}/dispatches`, body)).status).toBe(204);
    const run = (await github.runs.settled(count)).at(-1);
    if (!run) {
      throw new Error("Nothing ran.");
    }
    return run;
  }

  test("downloads the delivery's version by the run's own identity, measures it, and the result stands on it", async () => {
    const run = await dispatched("acme/models", 1);
    const log = github.runs.log(run);

    expect(log).toContain("every digest right");
    const { items } = (await api.call("GET", "/models/iris/versions/v0/evaluations")).body;
    expect(items).toMatchObject([{ name: "holdout", metrics: { auc: 0.94, length: "weightsiris".length } }]);
    expect(items[0].runUrl).toContain("/acme/models/actions/runs/");
    const [event] = (await api.call("GET", "/events?type=RECORD_EVALUATION")).body.items;
    expect(event).toMatchObject({ causeDeliveryId: delivery });
    expect(log).not.toMatch(/mw_[0-9A-Za-z]{40}/);
  });

  test("gives a fork nothing, with the same workflow and the same payload", async () => {
    const run = await dispatched("acme/fork", 2);

    expect(github.runs.log(run)).toContain("(delivery_unknown)");
    expect((await api.call("GET", "/models/iris/versions/v0/evaluations")).body.items).toHaveLength(1);
  });
});

/** The one file that the server gives away, made as the build makes it. */
function commandLine(): string {
  const [file] = buildSync({
    entryPoints: ["lib/cli/main.ts"],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  }).outputFiles;
  return file?.text ?? "";
}
