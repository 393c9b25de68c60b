import { expect } from "vitest";
import type { App } from "@/demo/github/records";
import type { Run } from "@/demo/github/run-records";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { type Answer, ask, type HookReceiver, type Json, startHookReceiver } from "./support";
import { WORKFLOWS } from "./workflows";

export const REPOSITORY = "/repos/acme/models";

/** A sandbox with workflows and an App that may start them and hears of them. */
export type RunScene = {
  sandbox: GitHubSandbox;
  receiver: HookReceiver;
  app: App;
  token: string;
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Dispatches, waits until all has ended, and gives the run that it made. */
  dispatched(type: string, payload: Json): Promise<Run>;
  startManual(body: Json): Promise<Answer>;
  run(title: string): Run;
  close(): Promise<void>;
};

export async function openRunScene(): Promise<RunScene> {
  const receiver = await startHookReceiver();
  const sandbox = await startGitHubSandbox({ repositories: [{ fullName: "acme/models", files: WORKFLOWS }] });
  const events = ["workflow_run", "workflow_job", "repository_dispatch", "workflow_dispatch"];
  const permissions = { contents: "write", actions: "write" } as const;
  const app = sandbox.apps.create({ name: "Registry", owner: "acme", permissions, events, hookUrl: receiver.origin });
  const token = sandbox.apps.token(await sandbox.apps.install(app, "acme"));
  await sandbox.hooks.idle();
  const asked = (method: string, path: string, body?: unknown) => ask(sandbox, token, method, path, body);
  return {
    sandbox,
    receiver,
    app,
    token,
    ask: asked,
    async dispatched(type, payload) {
      const before = sandbox.runs.list().length;
      const answer = await asked("POST", `${REPOSITORY}/dispatches`, { event_type: type, client_payload: payload });
      expect(answer.status).toBe(204);
      return (await sandbox.runs.settled(before + 1)).at(-1) as Run;
    },
    startManual: (body) => asked("POST", `${REPOSITORY}/actions/workflows/manual.yml/dispatches`, body),
    run: (title) => sandbox.runs.list().find(({ displayTitle }) => displayTitle === title) as Run,
    async close() {
      await sandbox.close();
      await receiver.close();
    },
  };
}
