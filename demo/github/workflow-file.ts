import { parse } from "yaml";
import * as z from "zod";
import { ok, type Result, refuse } from "@/lib/core/result";

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const environment = z.record(z.string(), z.union([scalar, z.null().transform(() => "")])).default({});
const many = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const level = z.enum(["read", "write", "none"]);
const permissions = z.union([z.enum(["read-all", "write-all"]), z.record(z.string(), level)]);
const concurrency = z
  .union([
    z.string().transform((group) => ({ group, "cancel-in-progress": false as boolean | string })),
    z.object({ group: z.string(), "cancel-in-progress": z.union([z.boolean(), z.string()]).default(false) }),
  ])
  .nullable()
  .default(null);
const defaults = z
  .object({ run: z.object({ shell: z.string().optional(), "working-directory": z.string().optional() }).default({}) })
  .default({ run: {} });

const input = z.looseObject({
  description: z.string().optional(),
  required: z.boolean().default(false),
  default: scalar.optional(),
  type: z.enum(["string", "boolean", "number", "choice", "environment"]).default("string"),
  options: z.array(scalar).optional(),
});

const step = z.looseObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: scalar.optional(),
  run: z.string().optional(),
  uses: z.string().optional(),
  with: environment,
  env: environment,
  shell: z.string().optional(),
  "working-directory": z.string().optional(),
  "continue-on-error": z.boolean().default(false),
  "timeout-minutes": z.number().positive().optional(),
});

const job = z.looseObject({
  name: z.string().optional(),
  needs: many.default([]),
  if: scalar.optional(),
  "runs-on": z.union([many, z.looseObject({}).transform(() => ["group"])]).default(["ubuntu-latest"]),
  env: environment,
  defaults,
  permissions: permissions.optional(),
  outputs: environment,
  environment: z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]).optional(),
  concurrency,
  "timeout-minutes": z.number().positive().default(360),
  "continue-on-error": z.boolean().default(false),
  steps: z.array(step).default([]),
});

const workflow = z.looseObject({
  name: z.string().optional(),
  "run-name": z.string().optional(),
  on: z.union([
    z.string().transform((event) => ({ [event]: null }) as Record<string, unknown>),
    z.array(z.string()).transform((events) => Object.fromEntries(events.map((event) => [event, null]))),
    z.record(z.string(), z.unknown()),
  ]),
  env: environment,
  defaults,
  permissions: permissions.optional(),
  concurrency,
  jobs: z.record(z.string().regex(/^[A-Za-z_][\w-]*$/), job),
});

export type Workflow = z.infer<typeof workflow>;
export type JobSpec = z.infer<typeof job>;
export type StepSpec = z.infer<typeof step>;
export type InputSpec = z.infer<typeof input>;
export type Concurrency = NonNullable<Workflow["concurrency"]>;

/** Keys that GitHub honours and a sandbox on one machine does not: a job that has one fails with these words. */
const NOT_HERE: Record<string, string> = {
  strategy: "a matrix",
  container: "a container",
  services: "service containers",
  uses: "a reusable workflow",
};

/** Reads a workflow file. What GitHub would refuse to run is refused here; keys that change nothing here pass. */
export function parseWorkflow(text: string): Result<Workflow> {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 50 });
  } catch (error) {
    return refuse({ code: "invalid", message: `The file is not YAML: ${String(error)}` });
  }
  const result = workflow.safeParse(value);
  if (!result.success) {
    const [first] = result.error.issues;
    return refuse({
      code: "invalid",
      message: `${first?.path.join(".") ?? ""}: ${first?.message ?? "not a workflow"}`,
    });
  }
  return needsProblem(result.data) ?? ok(result.data);
}

/** Whether `repository_dispatch` of this type starts the workflow. Without types every one does. */
export function listensTo(file: Workflow, eventType: string): boolean {
  const trigger = file.on.repository_dispatch;
  if (trigger === undefined) {
    return false;
  }
  const types = z.object({ types: many.optional() }).nullable().safeParse(trigger);
  const wanted = types.success ? types.data?.types : undefined;
  return wanted === undefined || wanted.includes(eventType);
}

/** The inputs that a `workflow_dispatch` declares, or null where the workflow has no such trigger. */
export function dispatchInputs(file: Workflow): Record<string, InputSpec> | null {
  const trigger = file.on.workflow_dispatch;
  if (trigger === undefined) {
    return null;
  }
  const declared = z
    .object({ inputs: z.record(z.string(), input.nullable()).nullable().default({}) })
    .nullable()
    .safeParse(trigger);
  const inputs = (declared.success && declared.data?.inputs) || {};
  return Object.fromEntries(Object.entries(inputs).map(([name, spec]) => [name, spec ?? input.parse({})]));
}

/** Says in a sentence what a job asks for that the sandbox has not, or null. */
export function notHere(spec: JobSpec): string | null {
  const key = Object.keys(NOT_HERE).find((each) => each in spec);
  return key ? `This sandbox has no runner for ${NOT_HERE[key]} (${key}). GitHub has.` : null;
}

/** What the job's own token may do. Without a word of the file it may read contents, as in a new repository. */
export function tokenPermissions(file: Workflow, spec: JobSpec): Record<string, "read" | "write"> {
  const said = spec.permissions ?? file.permissions ?? { contents: "read" };
  if (typeof said === "string") {
    const all = ["actions", "checks", "contents", "deployments", "issues", "pull-requests", "statuses", "id-token"];
    const level = said === "read-all" ? "read" : "write";
    const given = level === "read" ? all.filter((name) => name !== "id-token") : all;
    return Object.fromEntries(given.map((name) => [underscored(name), level]));
  }
  const given = Object.entries(said).filter((entry): entry is [string, "read" | "write"] => entry[1] !== "none");
  return Object.fromEntries(given.map(([name, level]) => [underscored(name), level]));
}

function underscored(name: string): string {
  return name.replaceAll("-", "_");
}

function needsProblem(file: Workflow): Result<Workflow> | null {
  const done = new Set<string>();
  let left = Object.entries(file.jobs);
  while (left.length > 0) {
    const ready = left.filter(([, { needs }]) => needs.every((need) => done.has(need)));
    if (ready.length === 0) {
      const names = left.map(([name]) => name).join(", ");
      return refuse({ code: "invalid", message: `jobs: ${names} need jobs that are missing or wait for each other.` });
    }
    for (const [name] of ready) {
      done.add(name);
    }
    left = left.filter(([name]) => !done.has(name));
  }
  return null;
}
