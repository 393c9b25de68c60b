import { randomUUID } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve, sep } from "node:path";
import type { Repository } from "./records";
import { findCommit, listFiles, readFile as readRepositoryFile } from "./repositories";
import type { World } from "./world";

const FILES = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"] as const;

export type StepFiles = Record<(typeof FILES)[number], string>;

/** The folders of one job, which nothing outlives. */
export type JobSpace = {
  workspace: string;
  temporary: string;
  home: string;
  eventPath: string;
  /** Fresh files for a step to write its outputs and the like into. */
  stepFiles(): Promise<StepFiles>;
  close(): Promise<void>;
};

export async function openJobSpace(repository: { name: string }, payload: unknown): Promise<JobSpace> {
  const root = await mkdtemp(join(tmpdir(), "sandbox-run-"));
  const workspace = join(root, "work", repository.name, repository.name);
  const temporary = join(root, "temp");
  const home = join(root, "home");
  const eventPath = join(temporary, "event.json");
  for (const folder of [workspace, temporary, home]) {
    await mkdir(folder, { recursive: true });
  }
  await writeFile(eventPath, JSON.stringify(payload, null, 2));
  return {
    workspace,
    temporary,
    home,
    eventPath,
    async stepFiles() {
      const paths = FILES.map((name) => [name, join(temporary, `${name.toLowerCase()}-${randomUUID()}`)] as const);
      await Promise.all(paths.map(([, path]) => writeFile(path, "")));
      return Object.fromEntries(paths) as StepFiles;
    },
    close: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** `actions/checkout`: puts the repository's files where the job works, or says why it cannot. */
export async function checkOut(
  world: World,
  repository: Repository,
  space: JobSpace,
  wanted: { ref: string; path: string },
): Promise<string | null> {
  const root = inside(space.workspace, wanted.path);
  const commit = await findCommit(world, repository, wanted.ref);
  if (!root || !commit) {
    return root
      ? `A branch or tag with the name '${wanted.ref}' could not be found`
      : "The path leads out of the workspace.";
  }
  await mkdir(root, { recursive: true });
  for (const { path, mode } of await listFiles(world, repository, commit.sha)) {
    const file = inside(root, path);
    const content = file && (await readRepositoryFile(world, repository, commit.sha, path));
    if (file && content) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      await chmod(file, mode === "100755" ? 0o755 : 0o644);
    }
  }
  return null;
}

/** A path below a folder, or null where it leads out of it. */
export function inside(folder: string, path: string): string | null {
  const whole = resolve(folder, path);
  return whole === folder || whole.startsWith(folder + sep) ? whole : null;
}

export type Assignments = { values: Record<string, string>; problem: string | null };

/** Reads what a step wrote as `name=value`, or over several lines between two marks of its own choice. */
export async function readAssignments(path: string): Promise<Assignments> {
  const lines = (await readFile(path, "utf8")).split(/\r?\n/);
  const found: [string, string][] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const [, name = "", operator, rest = ""] = /^(.+?)(=|<<)(.*)$/.exec(line) ?? [];
    const end = operator === "<<" ? lines.indexOf(rest, at + 1) : at;
    if (line !== "" && operator === undefined) {
      return { values: {}, problem: `Invalid format '${line}'` };
    }
    if (end === -1) {
      return { values: {}, problem: `Matching delimiter not found '${rest}'` };
    }
    if (operator !== undefined) {
      found.push([name, operator === "=" ? rest : lines.slice(at + 1, end).join("\n")]);
    }
    at = end;
  }
  return { values: Object.fromEntries(found), problem: null };
}

export async function readLines(path: string): Promise<string[]> {
  return (await readFile(path, "utf8")).split(/\r?\n/).filter((line) => line !== "");
}

export async function readText(path: string): Promise<string> {
  return readFile(path, "utf8");
}
