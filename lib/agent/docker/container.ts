import type { Assignment } from "@/lib/core/launch-agent";
import type { DockerArguments } from "@/lib/core/launch-resource";
import { ok, type Result } from "@/lib/core/result";
import type { AgentConfig } from "../config";
import { smaller } from "../limits";

/** Where a container finds its parameters: a volume of its own, for a file system that is read-only takes no file. */
export const PARAMETERS_FOLDER = "/modelwire";
export const PARAMETERS_FILE = "parameters.json";
export const AGENT_LABEL = "modelwire.agent";

const MEGABYTE = 1_048_576;
const NANO_CPUS = 1_000_000_000;
/** Read far behind what the log of a run may hold, so that nothing is turned over before we have it. */
const LOG_FILES = { "max-size": "64m", "max-file": "2" };

type Making = {
  assignment: Assignment;
  args: DockerArguments;
  config: AgentConfig;
  agentName: string;
  env: Readonly<Record<string, string>>;
  /** Whom the image says that it runs as. */
  imageUser: string;
};

/**
 * What the Engine is asked to make: without rights beyond a process's own, without anything of the machine in it, and within
 * limits. Refuses what the agent's owner does not allow, naming the setting.
 */
export function containerOf(making: Making): Result<object, string> {
  const { assignment, args, config, agentName, env } = making;
  const { source } = assignment.job;
  if (source.type !== "image") {
    return { ok: false, problem: "A queue of docker runs images alone." };
  }
  const network = args.network ?? config.docker.networks[0] ?? "none";
  if (!config.docker.networks.includes(network)) {
    return refusedBy("docker.networks", `the network ${network}`);
  }
  if (args.gpus !== undefined && !config.docker.areGpusAllowed) {
    return refusedBy("docker.areGpusAllowed", "a GPU");
  }
  const user = userOf(making);
  // A user that the image does not know has no home in it.
  const variables = user === making.imageUser ? env : { HOME: "/tmp", ...env };
  const command = source.command && { Entrypoint: [source.command[0]], Cmd: source.command.slice(1) };
  return ok({
    Image: source.image,
    ...command,
    Env: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    User: user,
    Tty: false,
    OpenStdin: false,
    Labels: { [AGENT_LABEL]: agentName, "modelwire.run": assignment.run },
    Volumes: { [PARAMETERS_FOLDER]: {} },
    HostConfig: hostConfigOf(network, making),
  });
}

function hostConfigOf(network: string, { args, config }: Making): object {
  const memoryMb = smaller(args.memoryMb, config.limits.memoryMb);
  const cpus = smaller(args.cpus, config.limits.cpus);
  const { cpuSeconds } = config.limits;
  return {
    NetworkMode: network,
    Privileged: false,
    CapDrop: ["ALL"],
    SecurityOpt: ["no-new-privileges:true"],
    PidsLimit: smaller(args.pids, config.docker.pids),
    RestartPolicy: { Name: "no" },
    LogConfig: { Type: "json-file", Config: LOG_FILES },
    ReadonlyRootfs: args.readOnly ?? false,
    ...(args.readOnly && { Tmpfs: { "/tmp": "rw,nosuid,nodev,mode=1777" } }),
    // Of swap as much again as of memory would be had without the second.
    ...(memoryMb !== null && { Memory: memoryMb * MEGABYTE, MemorySwap: memoryMb * MEGABYTE }),
    ...(cpus !== null && { NanoCpus: Math.round(cpus * NANO_CPUS) }),
    ...(args.shmMb !== undefined && { ShmSize: args.shmMb * MEGABYTE }),
    ...(cpuSeconds !== null && { Ulimits: [{ Name: "cpu", Soft: cpuSeconds, Hard: cpuSeconds + 5 }] }),
    ...(args.gpus !== undefined && { DeviceRequests: [gpuRequestOf(args.gpus)] }),
  };
}

/** Root within a container is one fault of the kernel away from root outside: an image that asks for it gets another. */
function userOf({ args, config, imageUser }: Making): string {
  if (args.user !== undefined) {
    return args.user;
  }
  return isRoot(imageUser) && !config.docker.isRootAllowed ? config.docker.user : imageUser;
}

function isRoot(user: string): boolean {
  const [name = ""] = user.split(":");
  return name === "" || name === "root" || /^0+$/.test(name);
}

function gpuRequestOf(gpus: NonNullable<DockerArguments["gpus"]>): object {
  const which = Array.isArray(gpus) ? { DeviceIDs: gpus } : { Count: gpus === "all" ? -1 : gpus };
  return { ...which, Capabilities: [["gpu"]] };
}

function refusedBy(setting: string, what: string): { ok: false; problem: string } {
  return {
    ok: false,
    problem: `This agent gives no run ${what}. To allow it, change ${setting} in its configuration and start it again.`,
  };
}
