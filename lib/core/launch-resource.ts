import * as z from "zod";
import { sayIssue } from "./issue-words";
import type { JsonObject } from "./json";
import type { JobSourceType } from "./launch-job";
import type { Resource } from "./launch-queue";
import type { Problem, Result } from "./result";
import { ok, refuse } from "./result";

/**
 * What a queue may say of how its runs are executed: for each kind of resource a list of what is allowed. What is not in it
 * is refused, and so is all that would let a run out of its container: privileges, mounts, devices, the host's namespaces,
 * service accounts. The server checks it when a queue is saved and when a run is queued, and the agent once more.
 */

/** What a resource can run. A workflow is told what the job is, whatever that is, and does it its own way. */
export const SOURCES_OF = {
  process: ["git", "command"],
  docker: ["image"],
  kubernetes: ["image"],
  "github-actions": ["image", "git", "command"],
} as const satisfies Record<Resource, readonly JobSourceType[]>;

export function canRun(resource: Resource, source: JobSourceType): boolean {
  return (SOURCES_OF[resource] as readonly JobSourceType[]).includes(source);
}

/** With these a program is made to load code that the job does not name, or is told what Modelwire itself tells it. */
const KEPT_VARIABLES =
  /^(LD_|DYLD_|GIT_|MODELWIRE_|BASH_FUNC_)|^(PATH|HOME|SHELL|IFS|ENV|BASH_ENV|PYTHON(PATH|HOME|STARTUP|USERBASE)|NODE_(OPTIONS|PATH)|PERL5(LIB|OPT|DB)|RUBY(LIB|OPT)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH)$/;
const ENV_MAX = 100;
const MEGABYTES_MAX = 16_777_216;
const SECONDS_MAX = 30 * 86_400;

const env = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, "Name a variable by letters, digits and _.")
      .refine((name) => !KEPT_VARIABLES.test(name.toUpperCase()), "This variable is kept: it would change what runs."),
    // Numbers too: a variable of a template keeps its type.
    z
      .union([z.string(), z.number(), z.boolean()])
      .transform(String)
      .refine((text) => text.length <= 4_096, "Use at most 4,096 characters.")
      .refine((text) => !text.includes("\u0000"), "Leave out the NUL character."),
  )
  .refine((variables) => Object.keys(variables).length <= ENV_MAX, `Give at most ${ENV_MAX} variables.`);

const megabytes = z.int().min(4, "Give at least 4 megabytes.").max(MEGABYTES_MAX);
const seconds = z.int().min(1, "Give at least a second.").max(SECONDS_MAX, "Give at most 30 days.");

const processArguments = z.strictObject({
  /** A folder below the one in which the run starts, such as a part of its repository. */
  cwd: z
    .string()
    .max(512)
    .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/, "Name a folder below the run's own.")
    .optional(),
  /** Values as they are, for everybody who reads the queue: no secrets. */
  env: env.optional(),
  limits: z
    .strictObject({
      memoryMb: megabytes.optional(),
      cpuSeconds: seconds.optional(),
      timeoutSeconds: seconds.optional(),
    })
    .optional(),
});

const dockerArguments = z.strictObject({
  cpus: z.number().min(0.01).max(1_024).optional(),
  memoryMb: megabytes.optional(),
  shmMb: megabytes.optional(),
  pids: z.int().min(1).max(1_000_000).optional(),
  /** How many, all, or which by their ids. */
  gpus: z
    .union([
      z.int().min(1).max(64),
      z.literal("all"),
      z
        .array(z.string().regex(/^[A-Za-z0-9-]{1,64}$/))
        .min(1)
        .max(64),
    ])
    .optional(),
  env: env.optional(),
  network: z.enum(["none", "bridge"]).optional(),
  readOnly: z.boolean().optional(),
  user: z
    .string()
    .regex(/^[1-9]\d{0,9}(:[1-9]\d{0,9})?$/, "Give the number of a user, and of a group if wished, that is not root's.")
    .optional(),
  pull: z.enum(["always", "missing", "never"]).optional(),
  timeoutSeconds: seconds.optional(),
});

const dnsLabel = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "Use small letters, digits and -.");
const objectName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "Use small letters, digits, - and dots.");
const labelValue = z
  .string()
  .regex(/^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/, "This is no value of a label.");
const qualifiedName = z
  .string()
  .max(317)
  .regex(
    /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
    "This is no name of a label.",
  );

/** What a name with a domain means is up to the cluster: some switch its protection off, or hand a pod a cloud's rights. */
const OPEN_LABELS = ["kueue.x-k8s.io/queue-name"];
const OPEN_ANNOTATIONS = ["cluster-autoscaler.kubernetes.io/safe-to-evict"];

function ownName(open: readonly string[]) {
  return qualifiedName.refine(
    (name) => !name.includes("/") || open.includes(name),
    `Leave out the domain: of names with one, only ${open.join(", ")} may be set.`,
  );
}

const quantity = z
  .union([z.string(), z.number()])
  .refine(
    (amount) => /^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/.test(String(amount)),
    "Write an amount as 2, 500m or 4Gi.",
  );
const resourceName = z
  .string()
  .regex(
    /^(cpu|memory|ephemeral-storage|([a-z0-9][a-z0-9-]*\.)+[a-z]+\/[A-Za-z0-9._-]{1,63})$/,
    "Name cpu, memory, ephemeral-storage or a device such as nvidia.com/gpu.",
  );
const amounts = z.record(resourceName, quantity);

const kubernetesArguments = z.strictObject({
  namespace: dnsLabel.optional(),
  labels: z.record(ownName(OPEN_LABELS), labelValue).optional(),
  annotations: z.record(ownName(OPEN_ANNOTATIONS), z.string().max(4_096)).optional(),
  nodeSelector: z.record(qualifiedName, labelValue).optional(),
  tolerations: z
    .array(
      z.strictObject({
        key: qualifiedName.optional(),
        operator: z.enum(["Exists", "Equal"]).optional(),
        value: labelValue.optional(),
        effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]).optional(),
        tolerationSeconds: seconds.optional(),
      }),
    )
    .max(32)
    .optional(),
  imagePullSecrets: z.array(objectName).max(16).optional(),
  imagePullPolicy: z.enum(["Always", "IfNotPresent", "Never"]).optional(),
  resources: z.strictObject({ requests: amounts.optional(), limits: amounts.optional() }).optional(),
  env: env.optional(),
  activeDeadlineSeconds: seconds.optional(),
  ttlSecondsAfterFinished: z.int().min(0).max(SECONDS_MAX).optional(),
});

const workflowArguments = z.strictObject({
  repository: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/, "Write the repository as owner/name."),
  /** The file of the workflow, below `.github/workflows`. */
  workflow: z
    .string()
    .max(255)
    .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*\.ya?ml$/, "Name the file of the workflow, such as train.yml."),
  ref: z
    .string()
    .max(255)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, "Name a branch or a tag.")
    .refine((text) => !text.includes(".."), "Name a branch or a tag."),
});

const ARGUMENTS = {
  process: processArguments,
  docker: dockerArguments,
  kubernetes: kubernetesArguments,
  "github-actions": workflowArguments,
} as const satisfies Record<Resource, z.ZodObject>;

export type ProcessArguments = z.infer<typeof processArguments>;
export type DockerArguments = z.infer<typeof dockerArguments>;
export type KubernetesArguments = z.infer<typeof kubernetesArguments>;
export type ResourceArguments<R extends Resource> = z.infer<(typeof ARGUMENTS)[R]>;

/** Reads the resource arguments of a queue; `field` is where they stand in the input. */
export function readArguments<R extends Resource>(
  resource: R,
  given: JsonObject,
  field = "template",
): Result<ResourceArguments<R>> {
  const read = ARGUMENTS[resource].safeParse(given, { error: sayIssue });
  if (read.success) {
    return ok(read.data as ResourceArguments<R>); // Read by the very schema that the type comes from.
  }
  return refuse(problemOf(resource, read.error.issues[0], field));
}

/** What a queue of the resource may say, in the order in which the guide tells it. */
export function argumentNames(resource: Resource): string[] {
  return Object.keys(ARGUMENTS[resource].shape);
}

function problemOf(resource: Resource, issue: z.core.$ZodIssue | undefined, field: string): Problem {
  const path = [field, ...(issue?.path ?? [])].join(".");
  if (issue?.code === "unrecognized_keys") {
    const place = issue.path.length === 0 ? `A queue of ${resource} takes` : "Here stand";
    const allowed = issue.path.length === 0 ? ` ${argumentNames(resource).join(", ")};` : " other names;";
    return { code: "invalid", field: `${path}.${issue.keys[0]}`, message: `${place}${allowed} not ${issue.keys[0]}.` };
  }
  const message = issue?.code === "invalid_key" ? issue.issues[0]?.message : issue?.message;
  return { code: "invalid", field: path, message: message ?? "These resource arguments are not right." };
}
