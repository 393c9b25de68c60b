import { WORKFLOWS_FOLDER, type WorkflowFact, type WorkflowReading } from "@/lib/core/workflow-declaration";
import type { GitHubClient } from "./client";
import { answerOr, type Told, told } from "./told";
import { readWorkflow, TOO_LARGE, WORKFLOW_BYTES_MAX } from "./workflow-reading";

/** As many as are read of a repository: past that GitHub is asked too much for one look. */
const FILES_MAX = 40;
const AT_ONCE = 6;
const READINGS_MAX = 500;

export type FolderAsk = {
  owner: string;
  repo: string;
  request: { signal: AbortSignal };
  /** The default branch where it is left out. */
  ref?: string;
};

/** What is there, and whether that is all. Null: GitHub did not say. */
export type ReadWorkflows = { files: WorkflowFact[]; isAll: boolean };

type Listed = { name: string; sha: string; size: number };

/** Reads the workflow files of the default branch, and which of them are switched off. */
export async function readWorkflows(client: GitHubClient, asked: FolderAsk): Promise<ReadWorkflows | null> {
  const [listed, states] = await Promise.all([
    told(client.rest.repos.getContent({ ...asked, path: WORKFLOWS_FOLDER })),
    told(client.rest.actions.listRepoWorkflows({ ...asked, per_page: 100 })),
  ]);
  if (listed.kind === "away") {
    return null;
  }
  const files = listed.kind === "answer" ? filesOf(listed.value) : [];
  const disabled = new Set(
    answerOr(states, null)
      ?.workflows.filter(({ state }) => state !== "active")
      .map(({ path }) => path),
  );
  const read = await eachOf(files.slice(0, FILES_MAX), (file) => readOne(client, asked, file));
  return read.some((file) => file === null)
    ? null
    : {
        isAll: files.length <= FILES_MAX,
        files: read
          .filter((file) => file !== null)
          .map((file) => ({ ...file, isEnabled: !disabled.has(`${WORKFLOWS_FOLDER}/${file.file}`) })),
      };
}

/** One workflow file as it is at a ref. */
export async function readWorkflowAt(
  client: GitHubClient,
  asked: FolderAsk,
  file: string,
): Promise<Told<WorkflowFact>> {
  const answer = await told(client.rest.repos.getContent({ ...asked, path: `${WORKFLOWS_FOLDER}/${file}` }));
  return answer.kind === "answer"
    ? { kind: "answer", value: { file, isEnabled: true, reading: readingOf(textOf(answer.value)) } }
    : answer;
}

async function readOne(
  client: GitHubClient,
  asked: FolderAsk,
  { name, sha, size }: Listed,
): Promise<Omit<WorkflowFact, "isEnabled"> | null> {
  const known = size > WORKFLOW_BYTES_MAX ? TOO_LARGE : readings.get(sha);
  if (known) {
    return { file: name, reading: known };
  }
  const answer = await readWorkflowAt(client, asked, name);
  return answer.kind === "answer" ? { file: name, reading: keepReading(sha, answer.value.reading) } : null;
}

/** By the hash of the file, which says all of it: a file that has not changed is not fetched and parsed again. */
const readings = new Map<string, WorkflowReading>();

function keepReading(sha: string, reading: WorkflowReading): WorkflowReading {
  const [oldest] = readings.keys();
  if (readings.size >= READINGS_MAX && oldest !== undefined) {
    readings.delete(oldest);
  }
  readings.set(sha, reading);
  return reading;
}

type Content = Awaited<ReturnType<GitHubClient["rest"]["repos"]["getContent"]>>["data"];

function filesOf(content: Content): Listed[] {
  return Array.isArray(content)
    ? content
        .filter(({ type, name }) => type === "file" && /\.ya?ml$/.test(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
    : [];
}

/** Null where it is no file, or one that GitHub does not hand out whole. */
export function textOf(content: Content): string | null {
  const file = Array.isArray(content) || content.type !== "file" ? null : content;
  return file && "content" in file && file.encoding === "base64"
    ? Buffer.from(file.content, "base64").toString("utf8")
    : null;
}

function readingOf(text: string | null): WorkflowReading {
  return text === null ? TOO_LARGE : readWorkflow(text);
}

/** In order, a few at a time. */
async function eachOf<T, U>(items: readonly T[], one: (item: T) => Promise<U>): Promise<U[]> {
  const done: U[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(one))));
  }
  return done;
}
