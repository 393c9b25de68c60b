import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GitHubDispatch } from "@/lib/core/automation";
import { githubPayloadFor } from "@/lib/core/github-payload";
import { workflowFile } from "@/lib/core/github-workflow";
import { isJsonObject, type JsonObject } from "@/lib/core/json";
import { renderTemplate } from "@/lib/core/template";
import { must } from "../support/must";
import { openSandboxTeam, type SandboxTeam } from "../support/sandbox-team";
import { contextOf } from "../support/template-context";

const REPOSITORY = { owner: "acme", repo: "serving" };
const ID = "dl_0198f3c2-7b1e-7000-8000-00000000000";

let place: SandboxTeam;
let folder: string;
let registry: string;
let server: Server;

/** Stands for the command line that the server hands out: it says what it was called with. */
const COMMAND_LINE = `
console.log("called with", JSON.stringify(process.argv.slice(2)), "for", process.env.MODELWIRE_DELIVERY);
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "modelwire-injection-"));
  server = createServer((_request, response) => response.end(COMMAND_LINE)).listen(0, "127.0.0.1");
  await once(server, "listening");
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens on a port.
  place = await openSandboxTeam({ repositories: { "acme/serving": { "README.md": "x" } } });
});

afterAll(async () => {
  await place.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Each would leave a file behind if a shell read it. */
function hostileNames(mark: string): string[] {
  return [
    `"; touch ${mark} | sh; $(touch ${mark})`,
    `'; touch ${mark}; '`,
    `\`touch ${mark}\``,
    `$(touch ${mark})\n touch ${mark}`,
    `\${{ github.token }}'; touch ${mark} #`,
    `--output=${mark}`,
  ];
}

test.each<GitHubDispatch>([
  { kind: "repository", eventType: "model_promoted" },
  { kind: "workflow", workflow: "deploy.yml", ref: null },
])(
  "names of models run nothing in the workflow that is generated: $kind",
  async (dispatch) => {
    const template = githubPayloadFor(dispatch, "ADD_ARTIFACT_ALIAS");
    const file = workflowFile({ title: "x", dispatch, payload: template, baseUrl: registry });
    await place.github.repositories.write("acme/serving", file.path, file.text);
    const mark = join(folder, `run-by-${dispatch.kind}`);
    const before = place.github.runs.list().length;
    const names = hostileNames(mark);

    for (const [index, name] of names.entries()) {
      await dispatchNow(dispatch, payloadOf(template, name, `${ID}${index}`));
    }

    const runs = (await place.github.runs.settled(before + names.length)).slice(before);
    expect(existsSync(mark)).toBe(false);
    expect(runs).toHaveLength(names.length);
    for (const [index, run] of runs.entries()) {
      const log = place.github.runs.log(run);
      const [attempt] = run.attempts;
      expect(attempt?.conclusion, log).toBe("success");
      expect(run.displayTitle).toContain(`[${ID}${index}]`);
      expect(log).toContain(JSON.stringify(versionOf(names[index] ?? "")));
      expect(log).toContain(`called with ["download","--output","model"] for ${ID}${index}`);
    }
  },
  60_000,
);

test("the same name does run in a workflow that writes it into a script, so that the test above could fail", async () => {
  const mark = join(folder, "run-by-carelessness");
  const text =
    "on: { repository_dispatch: { types: [careless] } }\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: 'echo \"${{ github.event.client_payload.name }}\"' }] } }\n";
  await place.github.repositories.write("acme/serving", ".github/workflows/careless.yml", text);
  const before = place.github.runs.list().length;

  await dispatchNow({ kind: "repository", eventType: "careless" }, { name: `"; touch ${mark}; "` });

  await place.github.runs.settled(before + 1);
  expect(existsSync(mark)).toBe(true);
});

function versionOf(name: string): string {
  return `acme/model-registry/${name}:v3`;
}

function payloadOf(template: ReturnType<typeof githubPayloadFor>, name: string, deliveryId: string): JsonObject {
  const context = contextOf({ model: { id: "mdl_1", name } });
  const { body } = must(renderTemplate(template, { ...context, deliveryId }));
  return isJsonObject(body) ? body : {};
}

async function dispatchNow(dispatch: GitHubDispatch, payload: JsonObject): Promise<void> {
  const client = await place.clients.installation(place.installation.id, {
    permissions: { contents: "write", actions: "write" },
  });
  if (dispatch.kind === "repository") {
    await client?.rest.repos.createDispatchEvent({
      ...REPOSITORY,
      event_type: dispatch.eventType,
      client_payload: payload,
    });
    return;
  }
  await client?.rest.actions.createWorkflowDispatch({
    ...REPOSITORY,
    workflow_id: dispatch.workflow,
    ref: "main",
    inputs: payload,
  });
}
