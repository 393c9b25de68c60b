import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matches, refusalOf } from "@/lib/agent/allow";
import { defaultConfig, readConfig } from "@/lib/agent/config";
import { waitMsAfter } from "@/lib/agent/patience";
import { timeoutSecondsOf } from "@/lib/agent/time-limit";
import type { JobSource } from "@/lib/core/launch-job";
import type { Resource } from "@/lib/core/launch-queue";
import { assignmentOf, commandOf, configOf } from "./work";

describe("a configuration", () => {
  test("is YAML, with paths that are meant from its own folder", () => {
    const read = readConfig(
      "workFolder: runs\nallow:\n  commands: [python3, [make, train]]\n",
      "/etc/modelwire/agent.yaml",
    );

    expect(read).toMatchObject({
      ok: true,
      value: {
        workFolder: "/etc/modelwire/runs",
        allow: { commands: ["python3", ["make", "train"]], images: [], jobs: null },
      },
    });
  });

  test.each([
    { text: "alow: {}", says: "alow is no setting" },
    { text: "allow: { image: [] }", says: "allow.image is no setting" },
    { text: "limits: { timeoutSeconds: soon }", says: "limits.timeoutSeconds: " },
    { text: "environment: [MODELWIRE_TOKEN]", says: "environment.0: Variables of MODELWIRE_" },
    { text: "docker: { host: tcp://10.0.0.1:2375 }", says: "docker.host: Write it as unix" },
    { text: "docker: { networks: [host] }", says: "docker.networks.0" },
    { text: "a: [", says: "is no YAML" },
    { text: "a: &a [1]\nb: *a", says: "without aliases" },
    { text: "just words", says: "agent.yaml: " },
    { text: `# ${"x".repeat(300_000)}`, says: "too large" },
  ])("that is wrong is refused, naming what: $says", ({ text, says }) => {
    expect(readConfig(text, "agent.yaml")).toMatchObject({ ok: false, problem: expect.stringContaining(says) });
  });

  test("of the guide is one that is read", () => {
    const guide = readFileSync(join(import.meta.dirname, "../../docs/launch-agents.md"), "utf8");
    const blocks = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) => text);
    const embedded = /agent\.yaml: \|\n((?: {4}.*\n)+)/.exec(guide)?.[1]?.replaceAll(/^ {4}/gm, "");
    const texts = [...blocks.filter((text) => !text.includes("apiVersion")), embedded ?? ""];

    expect(texts).toHaveLength(3);
    for (const text of texts) {
      expect(readConfig(text, "agent.yaml")).toMatchObject({ ok: true });
      expect(text).toContain("allow:");
    }
  });

  test("never throws, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(typeof readConfig(text, "agent.yaml").ok).toBe("boolean");
      }),
    );
  });
});

describe("an agent allows", () => {
  const image = (name: string): JobSource => ({ type: "image", image: name, command: null });
  const git = (repository: string, ...entryPoint: string[]): JobSource => ({
    type: "git",
    repository,
    ref: "main",
    entryPoint,
  });
  const DIGEST = `sha256:${"a".repeat(64)}`;
  const allow = {
    images: ["ghcr.io/acme/*", "docker.io/library/python@sha256:*"],
    repositories: ["https://github.com/acme/*"],
    commands: ["python3", "/opt/train/*", ["make", "train-*"], ["bash", "run.sh", "**"]],
  };

  test.each<{ source: JobSource; resource: Resource; setting: string | null }>([
    { source: image("ghcr.io/acme/train:v1"), resource: "docker", setting: null },
    { source: image(`ghcr.io/acme/train@${DIGEST}`), resource: "kubernetes", setting: null },
    { source: image("ghcr.io/acme/deep/train:v1"), resource: "docker", setting: "allow.images" },
    { source: image("ghcr.io/acmeevil/train"), resource: "docker", setting: "allow.images" },
    { source: image("docker.io/library/python:3"), resource: "docker", setting: "allow.images" },
    { source: image(`docker.io/library/python@${DIGEST}`), resource: "docker", setting: null },
    { source: git("https://github.com/acme/train", "python3", "x.py"), resource: "process", setting: null },
    {
      source: git("https://github.com/evil/train", "python3", "x.py"),
      resource: "process",
      setting: "allow.repositories",
    },
    { source: git("https://github.com/acme/train", "sh", "-c", "id"), resource: "process", setting: "allow.commands" },
    { source: commandOf("python3", "-c", "print(1)"), resource: "process", setting: null },
    { source: commandOf("/opt/train/one"), resource: "process", setting: null },
    { source: commandOf("/opt/train/../../bin/sh"), resource: "process", setting: "allow.commands" },
    { source: commandOf("/usr/bin/python3"), resource: "process", setting: "allow.commands" },
    { source: commandOf("make", "train-all"), resource: "process", setting: null },
    { source: commandOf("make", "train-all", "clean"), resource: "process", setting: "allow.commands" },
    { source: commandOf("bash", "run.sh", "a", "b/c"), resource: "process", setting: null },
    { source: commandOf("bash", "-c", "id"), resource: "process", setting: "allow.commands" },
  ])("$source on $resource: $setting", ({ source, resource, setting }) => {
    const refusal = refusalOf(assignmentOf(source, { resource }), configOf({ allow }));

    expect(refusal).toEqual(setting && expect.stringContaining(`not in ${setting} of its configuration`));
  });

  test("nothing where nothing was configured", () => {
    for (const source of [image("a"), git("https://a.example/b", "c"), commandOf("true")]) {
      const resource = source.type === "image" ? "docker" : "process";
      expect(refusalOf(assignmentOf(source, { resource }), defaultConfig())).toContain("To allow it, add");
    }
  });

  test("jobs by their names too, where these are given", () => {
    const config = configOf({ allow: { jobs: ["eval-*"], commands: ["true"] } });

    expect(refusalOf(assignmentOf(commandOf("true")), config)).toContain("allow.jobs");
    const named = assignmentOf(commandOf("true"), {
      job: { name: "eval-churn", version: 0, source: commandOf("true") },
    });
    expect(refusalOf(named, config)).toBeNull();
  });

  test("what a pattern says and nothing else of it", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (pattern, text) => {
        const plain = pattern.replaceAll("*", "");
        expect(matches(plain, plain)).toBe(true);
        expect(matches("**", text)).toBe(true);
        expect(matches("*", text)).toBe(!text.includes("/"));
        expect(matches(plain, text)).toBe(plain === text);
      }),
    );
  });
});

test("a time limit is the shorter of the queue's and the agent's", () => {
  const run = (limits: object) => assignmentOf(commandOf("true"), { args: { limits } });

  expect(timeoutSecondsOf(run({ timeoutSeconds: 60 }), defaultConfig())).toBe(60);
  expect(timeoutSecondsOf(run({ timeoutSeconds: 60 }), configOf({ limits: { timeoutSeconds: 30 } }))).toBe(30);
  expect(timeoutSecondsOf(run({}), defaultConfig())).toBeNull();
});

test("tries come less and less often, never all at once, and as late as the server asks", () => {
  expect([1, 2, 3, 50].map((tries) => waitMsAfter(tries, null, () => 1))).toEqual([250, 500, 1_000, 8_000]);
  expect(waitMsAfter(50, null, () => 0)).toBe(4_000);
  expect(waitMsAfter(1, 20_000, () => 0)).toBe(20_000);
});
