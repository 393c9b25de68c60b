import { CLI, fetchCli } from "@/app/_components/fetch-cli";
import { shellWord } from "@/app/_components/shell-word";
import type { Resource } from "@/lib/core/launch-queue";

export type AgentCommandOptions = {
  url: string;
  queue: string;
  resource: Resource;
  /** Where there is none yet its place is kept. */
  token?: string;
};

/** What an agent allows unless its owner says otherwise is nothing: so the file begins with what a job may be. */
const ALLOWED = {
  process: '  commands: ["python"]\n  repositories: ["https://github.com/acme/*"]',
  docker: '  images: ["ghcr.io/acme/*"]',
  kubernetes: '  images: ["ghcr.io/acme/*"]',
  "github-actions": "",
} as const satisfies Record<Resource, string>;

/** The commands that start an agent of a queue, ready to be pasted into a POSIX shell where the work should run. */
export function agentCommand({ url, queue, resource, token = "…" }: AgentCommandOptions): string {
  return `${fetchCli(url)}
export MODELWIRE_TOKEN=${token}

# what this machine allows to be run on it: nothing else is
cat > agent.yaml <<'END'
allow:
${ALLOWED[resource]}
END

${CLI} agent --queue ${shellWord(queue)} --config agent.yaml`;
}
