import { jsonObject } from "@/lib/core/json";
import { type JobSource, type JobView, newJob, newJobVersion, sourceWords } from "@/lib/core/launch-job";
import { ok } from "@/lib/core/result";
import { timeAgo } from "../amounts";
import { ask } from "../ask";
import { type Answer, fail, usageOf } from "../failure";
import { listUpTo } from "../list";
import { readJsonFile } from "../metadata-options";
import { type Session, tell } from "../session";
import { type Cell, printTable, tableLines } from "../table";
import { shown } from "../terminal";

export type JobOptions = { image?: string; git?: string; ref: string; schema?: string; description?: string };

/** Ids are plain text to a client. */
type JobRow = Pick<JobView, "name" | "description" | "versionCount" | "createdBy" | "createdAt"> & {
  latest: { number: number; source: unknown; parameters: unknown };
  lastRun: { number: number; state: string; at: string } | null;
};

export async function createJobCommand(
  session: Session,
  name: string,
  command: string[],
  options: JobOptions,
): Promise<Answer<null>> {
  const input = await readVersion(command, options);
  if (!input.ok) {
    return input;
  }
  const job = newJob.safeParse({ name, description: options.description ?? "", ...input.value });
  if (!job.success) {
    return usageOf(job.error);
  }
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const made = await ask(
    session.api.POST("/teams/{team}/jobs", { params: { path: { team: team.value } }, body: job.data }),
  );
  return made.ok ? tell(session, made.value, () => session.terminal.out(`${shown(name)}:v0`)) : made;
}

export async function addJobVersionCommand(
  session: Session,
  name: string,
  command: string[],
  options: JobOptions,
): Promise<Answer<null>> {
  const input = await readVersion(command, options);
  if (!input.ok) {
    return input;
  }
  const version = newJobVersion.safeParse(input.value);
  if (!version.success) {
    return usageOf(version.error);
  }
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const path = { team: team.value, job: name };
  const made = await ask(
    session.api.POST("/teams/{team}/jobs/{job}/versions", { params: { path }, body: version.data }),
  );
  return made.ok
    ? tell(session, made.value, () => session.terminal.out(`${shown(name)}:v${made.value.latest.number}`))
    : made;
}

export async function listJobsCommand(session: Session, { limit }: { limit: number }): Promise<Answer<null>> {
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const jobs = await listUpTo(limit, (query) =>
    ask(session.api.GET("/teams/{team}/jobs", { params: { path: { team: team.value }, query } })),
  );
  if (!jobs.ok) {
    return jobs;
  }
  return tell(session, jobs.value.items, () => {
    if (jobs.value.items.length === 0) {
      session.terminal.note("No jobs. Make one: modelwire job create NAME -- python train.py");
      return;
    }
    const rows = jobs.value.items.map((job) => jobCells(job, session.now()));
    printTable(session.terminal, ["JOB", "VERSION", "RUNS", "LAST RUN", ""], rows);
  });
}

export async function showJobCommand(session: Session, name: string): Promise<Answer<null>> {
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const job = await ask(
    session.api.GET("/teams/{team}/jobs/{job}", { params: { path: { team: team.value, job: name } } }),
  );
  return job.ok
    ? tell(session, job.value, () => {
        for (const line of tableLines(session.terminal, jobFacts(job.value))) {
          session.terminal.out(line);
        }
        for (const line of JSON.stringify(job.value.latest.parameters, null, 2).split("\n")) {
          session.terminal.out(shown(line));
        }
      })
    : job;
}

/** An image with or without a command, a repository with its entry point, or a command alone. */
async function readVersion(
  command: string[],
  { image, git, ref, schema }: JobOptions,
): Promise<Answer<{ source: object; parameters?: object }>> {
  if (image !== undefined && git !== undefined) {
    return fail("usage", "Give --image or --git, not both.");
  }
  const source = sourceOf(command, { image, git, ref });
  if (schema === undefined) {
    return ok({ source });
  }
  const parameters = await readJsonFile("--schema", schema, jsonObject);
  return parameters.ok ? ok({ source, parameters: parameters.value }) : parameters;
}

function sourceOf(command: string[], { image, git, ref }: Pick<JobOptions, "image" | "git" | "ref">): object {
  if (image !== undefined) {
    return { type: "image", image, command: command.length > 0 ? command : null };
  }
  return git === undefined ? { type: "command", command } : { type: "git", repository: git, ref, entryPoint: command };
}

function jobCells(job: JobRow, now: Date): Cell[] {
  return [
    { text: job.name, tone: "strong" },
    `v${job.latest.number}`,
    wordsOf(job),
    job.lastRun ? `${job.lastRun.number} ${job.lastRun.state}` : "–",
    { text: job.lastRun ? timeAgo(job.lastRun.at, now) : "", tone: "quiet" },
  ];
}

function jobFacts(job: JobRow): Cell[][] {
  return [
    ["Job", { text: job.name, tone: "strong" }],
    ...(job.description === "" ? [] : [["", job.description]]),
    ["Newest version", `v${job.latest.number} of ${job.versionCount}`],
    ["Runs", wordsOf(job)],
    ["Last run", job.lastRun ? `${job.lastRun.number} ${job.lastRun.state}` : "none yet"],
    ["Created", `${job.createdAt} by ${job.createdBy}`],
    ["Parameters", ""],
  ];
}

function wordsOf({ latest }: JobRow): string {
  return sourceWords(latest.source as JobSource); // The server's answer went through its own schema of sources.
}
