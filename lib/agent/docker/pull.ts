import * as z from "zod";
import type { DockerArguments } from "@/lib/core/launch-resource";
import { ok, type Result } from "@/lib/core/result";
import { type Engine, engineWords } from "./engine";

export type Image = { id: string; digest: string | null; user: string };

const progress = z.object({ error: z.string().optional() });
const inspected = z.object({
  Id: z.string(),
  RepoDigests: z.array(z.string()).nullish(),
  Config: z.object({ User: z.string().nullish() }).nullish(),
});

/** Sees to it that an image is there, fetching it where that is wished, and says which one it is. */
export async function findImage(
  engine: Engine,
  name: string,
  { pull = "missing", signal }: { pull: DockerArguments["pull"]; signal: AbortSignal },
): Promise<Result<Image, string>> {
  const present = pull === "always" ? null : await inspect(engine, name, signal);
  if (present) {
    return ok(present);
  }
  if (pull === "never") {
    return { ok: false, problem: `There is no image ${name} on this machine, and the queue says never to fetch one.` };
  }
  const fault = await fetchImage(engine, name, signal);
  if (fault !== null) {
    return { ok: false, problem: `The image ${name} could not be fetched: ${fault}` };
  }
  const fetched = await inspect(engine, name, signal);
  return fetched ? ok(fetched) : { ok: false, problem: `The image ${name} is not there though it was fetched.` };
}

async function inspect(engine: Engine, name: string, signal: AbortSignal): Promise<Image | null> {
  const answer = await engine.ask({ method: "GET", path: `/images/${encodeURIComponent(name)}/json`, signal });
  if (answer.status === 404) {
    return null;
  }
  const read = inspected.safeParse(answer.body);
  if (answer.status !== 200 || !read.success) {
    throw new Error(engineWords(answer));
  }
  const { Id, RepoDigests, Config } = read.data;
  return { id: Id, digest: RepoDigests?.[0] ?? null, user: Config?.User ?? "" };
}

/** Null when it is there. A fault may come in the midst of an answer that had begun well. */
async function fetchImage(engine: Engine, name: string, signal: AbortSignal): Promise<string | null> {
  // Without a tag the Engine would fetch all that there are.
  const reference = /(@sha256:|:[\w.-]+$)/.test(name) ? name : `${name}:latest`;
  const query = { fromImage: reference };
  const response = await engine.open({ method: "POST", path: "/images/create", query, signal });
  let kept = "";
  let fault: string | null = null;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    const lines = (kept + chunk.toString()).split("\n");
    kept = lines.pop() ?? "";
    fault ??= lines.map(faultIn).find((each) => each !== null) ?? null;
  }
  if (response.statusCode !== 200) {
    return engineWords({ status: response.statusCode ?? 0, body: parsed(kept) });
  }
  return fault ?? faultIn(kept);
}

function faultIn(line: string): string | null {
  const read = progress.safeParse(parsed(line));
  return read.success ? (read.data.error ?? null) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
