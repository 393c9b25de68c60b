import { mkdir } from "node:fs/promises";
import type { JobSource } from "@/lib/core/launch-job";
import { ok, type Result } from "@/lib/core/result";
import { followOutput } from "./follow-output";
import { startGroup } from "./group";

type Environment = Readonly<Record<string, string | undefined>>;
type GitSource = Extract<JobSource, { type: "git" }>;

const WORDS_MAX = 1_000;

/** What git itself may need of the agent's environment to reach a server: proxies, authorities, and the keys of ssh. */
const REACH = [
  "GIT_SSL_CAINFO",
  "SSL_CERT_FILE",
  "HTTPS_PROXY",
  "https_proxy",
  "NO_PROXY",
  "no_proxy",
  "SSH_AUTH_SOCK",
];

/** A repository is the work of strangers: none of its hooks, filters or submodules is run, and nobody is asked anything. */
const CAUTION = [
  ["core.hooksPath", "/dev/null"],
  ["core.fsmonitor", "false"],
  ["submodule.recurse", "false"],
  ["credential.helper", ""],
  ["advice.detachedHead", "false"],
].flatMap(([name, value]) => ["-c", `${name}=${value}`]);

type CheckOut = { folder: string; env: Environment; stop: AbortSignal };

/** Fetches one commit of a repository, without its history, and answers which one it was. */
export async function checkOut({ repository, ref }: GitSource, target: CheckOut): Promise<Result<string, string>> {
  await mkdir(target.folder, { recursive: true });
  const steps = [
    ["init", "--quiet", "--template="],
    ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--end-of-options", repository, ref],
    ["checkout", "--quiet", "--detach", "FETCH_HEAD"],
    ["rev-parse", "HEAD"],
  ];
  let words = "";
  for (const step of steps) {
    const done = await git(step, target);
    if (!done.ok) {
      return { ok: false, problem: `git could not ${step[0]} ${repository} at ${ref}: ${done.problem}` };
    }
    words = done.value;
  }
  return ok(words.trim());
}

async function git(args: readonly string[], { folder, env, stop }: CheckOut): Promise<Result<string, string>> {
  const reach = REACH.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  const group = await startGroup({
    command: ["git", ...CAUTION, ...args],
    cwd: folder,
    env: {
      ...Object.fromEntries(reach),
      PATH: env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
      HOME: folder,
      LC_ALL: "C",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_ALLOW_PROTOCOL: "https:ssh",
      GIT_TERMINAL_PROMPT: "0",
      GIT_ASKPASS: "/bin/false",
      GIT_SSH_COMMAND: "ssh -oBatchMode=yes",
      GIT_LFS_SKIP_SMUDGE: "1",
    },
  });
  const end = () => group.end(0);
  stop.addEventListener("abort", end, { once: true });
  if (stop.aborted) {
    end();
  }
  const words = { out: "", err: "" };
  const { code } = await followOutput(group, {
    async write(stream, bytes) {
      words[stream] = (words[stream] + Buffer.from(bytes).toString()).slice(-WORDS_MAX);
    },
    note: () => undefined,
  });
  stop.removeEventListener("abort", end);
  return code === 0 ? ok(words.out) : { ok: false, problem: words.err.trim() || "it was ended." };
}
