import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseDocument } from "yaml";
import * as z from "zod";
import { ok, type Result } from "@/lib/core/result";

/**
 * What the owner of a machine allows to be run on it, whatever the server says. With nothing configured nothing is: a job
 * reaches the machine only where its source is on a list here.
 */

const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const CONFIG_BYTES_MAX = 262_144;

/** Of these the agent's own say who it is and what it works on; no run gets them. */
const OWN_NAME = /^MODELWIRE_/;

const pattern = z.string().min(1, "Give a pattern.").max(512, "Use at most 512 characters.");
const patterns = z.array(pattern).max(200, "Give at most 200 patterns.").default([]);
/** One program with any arguments, or a program and a pattern for each argument. */
const commandPattern = z.union([pattern, z.array(pattern).min(1).max(256)]);

const envName = z
  .string()
  .regex(ENV_NAME, "Name a variable by letters, digits and _.")
  .refine((name) => !OWN_NAME.test(name), "Variables of MODELWIRE_ are the agent's own and reach no run.");

const seconds = z
  .int()
  .min(1)
  .max(30 * 86_400);

const allow = z.strictObject({
  /** Names of jobs; none given: whatever the job is called. */
  jobs: z.array(pattern).max(200).nullable().default(null),
  images: patterns,
  repositories: patterns,
  commands: z.array(commandPattern).max(200).default([]),
});

const docker = z.strictObject({
  /** The Engine's socket, or its address on this machine. */
  host: z
    .string()
    .regex(
      /^(unix:\/\/\/\S+|http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d{1,5})$/,
      "Write it as unix:///var/run/docker.sock or http://127.0.0.1:2375. The Engine of another machine takes no agent's word for it.",
    )
    .default("unix:///var/run/docker.sock"),
  networks: z
    .array(z.enum(["none", "bridge"]))
    .min(1)
    .default(["bridge", "none"]),
  /** Whom a container runs as whose image names nobody, or root. */
  user: z
    .string()
    .regex(/^\d{1,10}(:\d{1,10})?$/, "Give the number of a user, and of a group if wished.")
    .default("65534:65534"),
  isRootAllowed: z.boolean().default(false),
  areGpusAllowed: z.boolean().default(false),
  pids: z.int().min(1).max(1_000_000).default(1_024),
});

const kubernetes = z.strictObject({
  /** Of the kubeconfig; null: its current one, or the cluster that the agent runs in. */
  context: z.string().min(1).max(253).nullable().default(null),
  kubeconfig: z.string().min(1).nullable().default(null),
  /** Where runs may go; the first is where they go unless their queue says otherwise. */
  namespaces: z
    .array(z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "Use small letters, digits and -."))
    .min(1, "Name at least one namespace.")
    .max(50)
    .default(["default"]),
  /** Whom pods run as; null: whom their image says, by a number that is not root's. */
  runAsUser: z.int().min(1).max(4_294_967_294).nullable().default(65_534),
});

const agentConfig = z.strictObject({
  /** Where runs get their folders. */
  workFolder: z
    .string()
    .min(1)
    .default(join(homedir(), ".modelwire", "agent")),
  allow: allow.prefault({}),
  /** Variables of the agent's environment that its runs get, too. */
  environment: z.array(envName).max(100).default([]),
  limits: z
    .strictObject({
      timeoutSeconds: seconds.nullable().default(null),
      memoryMb: z.int().min(4).max(16_777_216).nullable().default(null),
      cpuSeconds: seconds.nullable().default(null),
      cpus: z.number().min(0.01).max(1_024).nullable().default(null),
    })
    .prefault({}),
  /** Between asking a program to end and ending it. */
  graceSeconds: z.int().min(0).max(600).default(10),
  /**
   * What to do with a run whose lease runs out because the server cannot be reached. It may then be given to another agent:
   * `stop` sees to it that it never runs twice at once, `continue` that long work is not lost to a short outage.
   */
  onLostLease: z.enum(["stop", "continue"]).default("stop"),
  /** Where runs reach the server, where that is another address than the agent's own, as from within a container. */
  runsUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  docker: docker.prefault({}),
  kubernetes: kubernetes.prefault({}),
});

export type AgentConfig = z.infer<typeof agentConfig>;
export type CommandPattern = z.infer<typeof commandPattern>;

/** What holds with no file: nothing is allowed. */
export function defaultConfig(): AgentConfig {
  return agentConfig.parse({});
}

/** Reads a configuration in YAML or JSON; paths in it are meant from the folder of its file. */
export function readConfig(text: string, path: string): Result<AgentConfig, string> {
  if (text.length > CONFIG_BYTES_MAX) {
    return { ok: false, problem: `${path} is too large to be the configuration of an agent.` };
  }
  const document = parseDocument(text, { prettyErrors: true });
  const fault = document.errors[0];
  if (fault) {
    return { ok: false, problem: `${path} is no YAML: ${fault.message.split("\n")[0]}` };
  }
  const read = agentConfig.safeParse(plainOf(document) ?? {});
  if (!read.success) {
    const issue = read.error.issues[0];
    return { ok: false, problem: `${path}: ${issue ? wordsOf(issue) : "it is not right."}` };
  }
  const folder = dirname(resolve(path));
  const { workFolder, kubernetes: cluster } = read.data;
  return ok({
    ...read.data,
    workFolder: resolve(folder, workFolder),
    kubernetes: { ...cluster, kubeconfig: cluster.kubeconfig === null ? null : resolve(folder, cluster.kubeconfig) },
  });
}

/** Aliases would let a small file grow without bound, and a configuration needs none. */
function plainOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return "aliases";
  }
}

function wordsOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return `${[...issue.path, issue.keys[0]].join(".")} is no setting. docs/launch-agents.md lists those that there are.`;
  }
  return path === "" ? "Write settings as `name: value`, without aliases." : `${path}: ${issue.message}`;
}
