import type { Assignment } from "@/lib/core/launch-agent";
import type { JobSource } from "@/lib/core/launch-job";
import { canRun } from "@/lib/core/launch-resource";
import type { AgentConfig, CommandPattern } from "./config";

/**
 * Says why this agent does not run what it was given, and how its owner would allow it; null where it does. The server may
 * name any program: what the machine's owner has written is what decides.
 */
export function refusalOf({ job, resource }: Assignment, { allow }: AgentConfig): string | null {
  const { source } = job;
  if (!canRun(resource.type, source.type)) {
    return `A queue of ${resource.type} cannot run a job made of ${NOUNS[source.type]}. Queue it elsewhere.`;
  }
  if (allow.jobs !== null && !allow.jobs.some((pattern) => matches(pattern, job.name))) {
    return notOn("allow.jobs", job.name, job.name);
  }
  switch (source.type) {
    case "image":
      return allow.images.some((pattern) => matches(pattern, source.image))
        ? null
        : notOn("allow.images", `the image ${source.image}`, source.image);
    case "git":
      if (!allow.repositories.some((pattern) => matches(pattern, source.repository))) {
        return notOn("allow.repositories", `the repository ${source.repository}`, source.repository);
      }
      return refusalOfCommand(source.entryPoint, allow.commands);
    case "command":
      return refusalOfCommand(source.command, allow.commands);
  }
}

/** `*` stands for anything but a slash, `**` for anything. Nothing else is special. */
export function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .split(/(\*{1,2})/)
    .map((part) => WILD.get(part) ?? part.replace(/[.+?^${}()|[\]\\/]/g, "\\$&"))
    .join("");
  return new RegExp(`^${expression}$`, "s").test(text);
}

const WILD = new Map([
  ["*", "[^/]*"],
  ["**", ".*"],
]);

const NOUNS = { image: "an image", git: "a repository", command: "a command" } as const satisfies Record<
  JobSource["type"],
  string
>;

function refusalOfCommand(command: readonly string[], allowed: readonly CommandPattern[]): string | null {
  const program = command[0] ?? "";
  // A pattern for a folder must not be left by the way of its parent.
  const isPlain = !program.split("/").includes("..");
  return isPlain && allowed.some((pattern) => matchesCommand(pattern, command))
    ? null
    : notOn("allow.commands", `the command ${JSON.stringify(command)}`, program);
}

function matchesCommand(pattern: CommandPattern, command: readonly string[]): boolean {
  if (typeof pattern === "string") {
    return matches(pattern, command[0] ?? "");
  }
  const isOpen = pattern.at(-1) === "**";
  const parts = isOpen ? pattern.slice(0, -1) : pattern;
  const isLong = isOpen ? command.length >= parts.length : command.length === parts.length;
  return isLong && parts.every((part, index) => matches(part, command[index] ?? ""));
}

function notOn(setting: string, what: string, example: string): string {
  return `This agent does not run ${what}: it is not in ${setting} of its configuration. To allow it, add ${JSON.stringify(example)} there and start the agent again.`;
}
