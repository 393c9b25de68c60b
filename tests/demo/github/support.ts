import { createHmac } from "node:crypto";
import { expect } from "vitest";
import type { GitHubSandbox } from "@/demo/github/sandbox";
import { validateResponse, validateWebhook } from "../../support/github-schema";
import { type Receiver, startReceiver } from "../../support/receiver";

export type Answer = { status: number; headers: Headers; body: Json };
// What comes over the wire is looked into by tests, which say what they expect of it.
// biome-ignore lint/suspicious/noExplicitAny: a JSON value of any shape.
export type Json = any;

/** Asks the sandbox's API, and holds each answer against GitHub's own description. */
export async function ask(
  sandbox: GitHubSandbox,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await fetch(sandbox.urls.api + path, {
    method,
    redirect: "manual",
    headers: {
      accept: "application/vnd.github+json",
      "user-agent": "test",
      "x-github-api-version": "2022-11-28",
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
  const value = isJson ? JSON.parse(text) : text;
  expect(validateResponse(method, path, answer.status, value), `${method} ${path} → ${answer.status}`).toEqual([]);
  return { status: answer.status, headers: answer.headers, body: value };
}

export type HookReceiver = Receiver & {
  /** `workflow_run completed`, in the order of arrival. */
  names(): string[];
  payloads(name: string): Json[];
};

/** Takes hooks as a server would, and gives what came. Signatures and shapes are looked at in `expectRightHooks`. */
export async function startHookReceiver(): Promise<HookReceiver> {
  const receiver = await startReceiver();
  const nameOf = (event: unknown, body: string) => [event, JSON.parse(body).action].filter(Boolean).join(" ");
  return Object.assign(receiver, {
    names: () => receiver.requests.map(({ headers, body }) => nameOf(headers["x-github-event"], body)),
    payloads: (name: string) =>
      receiver.requests
        .filter(({ headers, body }) => nameOf(headers["x-github-event"], body) === name)
        .map(({ body }) => JSON.parse(body)),
  });
}

/** Each hook is signed by the App's secret, says where it comes from, and is of the shape that GitHub describes. */
export function expectRightHooks(receiver: HookReceiver, app: { id: number; webhookSecret: string }): void {
  for (const { headers, body } of receiver.requests) {
    const signature = `sha256=${createHmac("sha256", app.webhookSecret).update(body).digest("hex")}`;
    expect(headers["x-hub-signature-256"]).toBe(signature);
    expect(headers["x-github-hook-installation-target-id"]).toBe(String(app.id));
    expect(headers["x-github-delivery"]).toMatch(/^[0-9a-f-]{36}$/);
    const event = String(headers["x-github-event"]);
    expect(validateWebhook(event, JSON.parse(body)), `${event} ${JSON.parse(body).action}`).toEqual([]);
  }
}

/** Posts a form of one of the sandbox's pages, as a browser does, and gives where it leads. */
export async function submit(url: string, fields: Readonly<Record<string, string>>): Promise<URL> {
  const answer = await fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(fields) });
  const location = answer.headers.get("location");
  if (!location) {
    throw new Error(`${answer.status}: ${await answer.text()}`);
  }
  return new URL(location);
}
