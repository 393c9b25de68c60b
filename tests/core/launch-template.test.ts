import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/core/json";
import { newJob } from "@/lib/core/launch-job";
import { newQueue, type QueueVariable, queueVariable, type Resource } from "@/lib/core/launch-queue";
import { canRun, readArguments } from "@/lib/core/launch-resource";
import { fillTemplate, findTemplateProblem } from "@/lib/core/launch-template";

function variable(name: string, wish: object): QueueVariable {
  return queueVariable.parse({ name, ...wish });
}

describe("what a resource takes", () => {
  test.each([
    { resource: "process", given: { cwd: "src/train", env: { LR: "0.1", N: 3 }, limits: { memoryMb: 512 } } },
    { resource: "docker", given: { cpus: 1.5, memoryMb: 4096, gpus: "all", network: "none", user: "1000:1000" } },
    { resource: "docker", given: { gpus: ["GPU-1", "0"], readOnly: true, pull: "missing", shmMb: 64, pids: 100 } },
    {
      resource: "kubernetes",
      given: {
        namespace: "ml",
        labels: { team: "a", "kueue.x-k8s.io/queue-name": "gpu" },
        nodeSelector: { "cloud.google.com/gke-accelerator": "l4" },
        tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
        resources: { requests: { cpu: "500m", memory: "4Gi" }, limits: { "nvidia.com/gpu": 1 } },
        imagePullSecrets: ["registry"],
        activeDeadlineSeconds: 60,
      },
    },
    { resource: "github-actions", given: { repository: "acme/train", workflow: "train.yml", ref: "main" } },
  ] as { resource: Resource; given: JsonObject }[])("$resource takes $given", ({ resource, given }) => {
    expect(readArguments(resource, given)).toMatchObject({ ok: true });
  });

  /** Each of them would let a run out of its container, or make a program load what the job does not name. */
  test.each([
    ...[
      "privileged",
      "volumes",
      "binds",
      "mounts",
      "devices",
      "capAdd",
      "cap_add",
      "securityOpt",
      "pid",
      "ipc",
      "uts",
    ].map((flag) => ["docker", { [flag]: true }]),
    ...["entrypoint", "runtime", "cgroupParent", "sysctls", "usernsMode", "volumesFrom", "dns", "links", "labels"].map(
      (flag) => ["docker", { [flag]: "x" }],
    ),
    ["docker", { network: "host" }],
    ["docker", { network: "container:db" }],
    ["docker", { user: "0" }],
    ["docker", { user: "root" }],
    ["docker", { user: "1000:0" }],
    ["docker", { env: { "A=B": "c" } }],
    ...["LD_PRELOAD", "ld_preload", "PATH", "NODE_OPTIONS", "PYTHONPATH", "GIT_SSH_COMMAND", "MODELWIRE_TOKEN"].flatMap(
      (name) => ["process", "docker", "kubernetes"].map((resource) => [resource, { env: { [name]: "x" } }]),
    ),
    ["process", { cwd: "../up" }],
    ["process", { cwd: "/etc" }],
    ["process", { cwd: "a/../../b" }],
    ["process", { cwd: ".git" }],
    ["process", { shell: true }],
    ["process", { limits: { memoryMb: 1e9 } }],
    ...[
      ...["securityContext", "serviceAccount", "serviceAccountName", "automountServiceAccountToken", "hostPID"],
      ...["hostIPC", "hostNetwork", "hostAliases", "volumes", "volumeMounts", "initContainers", "runtimeClassName"],
      ...["priorityClassName", "nodeName", "affinity", "shareProcessNamespace", "dnsConfig", "hostUsers", "containers"],
    ].map((field) => ["kubernetes", { [field]: {} }]),
    ["kubernetes", { annotations: { "container.apparmor.security.beta.kubernetes.io/run": "unconfined" } }],
    ["kubernetes", { annotations: { "iam.amazonaws.com/role": "admin" } }],
    ["kubernetes", { labels: { "azure.workload.identity/use": "true" } }],
    ["kubernetes", { resources: { claims: [] } }],
    ["kubernetes", { resources: { limits: { cpu: "1e99999" } } }],
    ["kubernetes", { tolerations: [{ key: "a", hostPath: "/" }] }],
    ["kubernetes", { namespace: "kube/../system" }],
    ["github-actions", { repository: "acme/train", workflow: "../../train.yml", ref: "main" }],
    ["github-actions", { repository: "acme/../x", workflow: "train.yml", ref: "main" }],
    ["github-actions", { repository: "acme/train", workflow: "train.yml", ref: "--upload-pack=x" }],
    ["github-actions", { workflow: "train.yml", ref: "main" }],
  ] as [Resource, JsonObject][])("%s refuses %j", (resource, given) => {
    const taken: JsonObject = resource === "github-actions" ? {} : { env: { OK: "1" } };

    expect(readArguments(resource, { ...taken, ...given })).toMatchObject({
      ok: false,
      problem: { code: "invalid", field: expect.stringMatching(/^template/), message: expect.stringMatching(/\.$/) },
    });
  });

  test("says what it takes instead", () => {
    expect(readArguments("docker", { privileged: true })).toMatchObject({
      problem: { field: "template.privileged", message: expect.stringContaining("takes cpus, memoryMb") },
    });
  });

  test("runs only what it can", () => {
    expect(canRun("process", "image")).toBe(false);
    expect(canRun("docker", "command")).toBe(false);
    expect(canRun("kubernetes", "image")).toBe(true);
  });
});

describe("a template", () => {
  const queue = {
    resource: "docker" as const,
    template: { memoryMb: "{{memory}}", gpus: "{{gpus}}", env: { MODE: "x-{{mode}}-y", RAW: "{{mode}}" } },
    variables: [
      variable("memory", { type: "integer", default: 1024, minimum: 512, maximum: 8192 }),
      variable("gpus", { type: "integer", minimum: 1, maximum: 4 }),
      variable("mode", { type: "string", default: "slow", options: ["slow", "fast"] }),
    ],
  };

  test("is filled by typed variables, and by defaults where none is given", () => {
    expect(fillTemplate(queue, { gpus: 2, mode: "fast" })).toEqual({
      ok: true,
      value: { memoryMb: 1024, gpus: 2, env: { MODE: "x-fast-y", RAW: "fast" } },
    });
  });

  test.each([
    [{}, "variables.gpus", "asks for gpus"],
    [{ gpus: 5 }, "variables.gpus", "at most 4"],
    [{ gpus: 1, memory: 100 }, "variables.memory", "at least 512"],
    [{ gpus: 1.5 }, "variables.gpus", "whole number"],
    [{ gpus: "2" }, "variables.gpus", "whole number"],
    [{ gpus: 1, mode: "{{memory}}" }, "variables.mode", "one of slow, fast"],
    [{ gpus: 1, cpus: 3 }, "variables.cpus", "no variable cpus"],
    [{ gpus: 1, constructor: "x" }, "variables.constructor", "no variable"],
  ])("refuses %j", (values, field, message) => {
    expect(fillTemplate(queue, values)).toMatchObject({
      ok: false,
      problem: { field, message: expect.stringContaining(message) },
    });
  });

  test("fills once: what a value looks like is never read again, nor can it reach past its place", () => {
    const open = {
      resource: "process" as const,
      template: { env: { A: "[{{a}}]", B: "{{b}}" } },
      variables: [variable("a", { type: "string", default: "" }), variable("b", { type: "string", default: "" })],
    };
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (a, b) => {
        fc.pre(!`${a}${b}`.includes("\u0000"));
        for (const text of [a, "{{b}}", "$&", '"},"cwd":"/']) {
          expect(fillTemplate(open, { a: text, b })).toEqual({ ok: true, value: { env: { A: `[${text}]`, B: b } } });
        }
      }),
    );
  });

  test("that was saved takes whatever its variables let be set", () => {
    const bounds = fc
      .tuple(fc.integer({ min: -10, max: 20_000 }), fc.integer({ min: -10, max: 20_000 }))
      .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
    fc.assert(
      fc.property(bounds, fc.integer({ min: 0, max: 100 }), ([minimum, maximum], percent) => {
        const variables = [variable("memory", { type: "integer", minimum, maximum })];
        const template = { limits: { memoryMb: "{{memory}}" } };
        if (findTemplateProblem("process", template, variables) !== null) {
          expect(minimum).toBeLessThan(4);
          return;
        }
        const memory = Math.round(minimum + ((maximum - minimum) * percent) / 100);
        expect(fillTemplate({ resource: "process", template, variables }, { memory })).toMatchObject({ ok: true });
      }),
    );
  });

  test.each([
    ["an unknown variable", { cpus: "{{cores}}" }, [], "template", "names cores"],
    ["braces that name nothing", { env: { A: "{{ cores }}" } }, [], "template", "without spaces"],
    ["an unused variable", {}, [variable("a", { type: "integer" })], "variables.0.name", "does not use"],
    [
      "a name twice",
      { cpus: "{{a}}" },
      [variable("a", { type: "integer" }), variable("a", { type: "integer" })],
      "variables.1.name",
      "twice",
    ],
    [
      "a default of another type",
      { cpus: "{{a}}" },
      [variable("a", { type: "integer", default: "x" })],
      "variables.0.default",
      "whole",
    ],
    [
      "an option that the resource refuses",
      { network: "{{a}}" },
      [variable("a", { type: "string", options: ["none", "host"] })],
      "template.network",
      "",
    ],
    [
      "a bound that the resource refuses",
      { cpus: "{{a}}" },
      [variable("a", { type: "integer", minimum: 1, maximum: 5_000 })],
      "template.cpus",
      "",
    ],
    [
      "bounds of a string",
      { pull: "{{a}}" },
      [variable("a", { type: "string", default: "always", minimum: 1 })],
      "variables.0.minimum",
      "Only numbers",
    ],
    [
      "a string that may be anything",
      { pull: "{{a}}" },
      [variable("a", { type: "string" })],
      "variables.0.default",
      "Give a default",
    ],
  ] as [string, JsonObject, QueueVariable[], string, string][])(
    "with %s is refused",
    (_, template, variables, field, message) => {
      expect(findTemplateProblem("docker", template, variables)).toMatchObject({
        field,
        message: expect.stringContaining(message),
      });
    },
  );
});

describe("names", () => {
  const hostile = ["", ".", "-a", "a/b", "a b", "a;rm -rf", "${x}", "a\nb", "ü", "a\u0000", "../x", "x".repeat(200)];

  test.each(hostile)("%j names neither a job nor a queue", (name) => {
    const source = { type: "command", command: ["true"] };
    expect(newJob.safeParse({ name, source }).success).toBe(false);
    expect(newQueue.safeParse({ name, resource: "process" }).success).toBe(false);
  });

  test.each([
    { type: "image", image: "-v/:/host alpine" },
    { type: "image", image: "alpine --privileged" },
    { type: "git", repository: "file:///etc", ref: "main", entryPoint: ["x"] },
    { type: "git", repository: "ext::sh -c id", ref: "main", entryPoint: ["x"] },
    { type: "git", repository: "https://a/b", ref: "--upload-pack=id", entryPoint: ["x"] },
    { type: "git", repository: "https://user:secret@a/b", ref: "main", entryPoint: ["x"] },
    { type: "command", command: [] },
    { type: "command", command: [""] },
    { type: "command", command: ["a\u0000b"] },
  ])("%j is no source", (source) => {
    expect(newJob.safeParse({ name: "a", source }).success).toBe(false);
  });
});
