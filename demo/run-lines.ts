import { shownLines } from "@/lib/cli/terminal";
import type { GitHubSandbox } from "./github/sandbox";
import type { Stage } from "./stage";

type Run = Awaited<ReturnType<GitHubSandbox["runs"]["settled"]>>[number];

/** Tells a workflow run that has ended: which it was, how it ended, and the last that its steps said. */
export function tellRun(stage: Stage, github: GitHubSandbox, run: Run | undefined): void {
  const attempt = run?.attempts.at(-1);
  if (!run || !attempt) {
    throw new Error("GitHub was asked for a run, and there is none.");
  }
  const seconds = (attempt.updatedAt.getTime() - attempt.startedAt.getTime()) / 1_000;
  const { paint } = stage;
  const ended = paint(`${attempt.conclusion}`, attempt.conclusion === "success" ? "good" : "bad");
  stage.detail(
    `${paint("▸", "good")} ${paint(run.name.padEnd(16), "strong")} run ${run.number} of ${run.path.split("/").at(-1)}  ${ended} in ${seconds.toFixed(1)} s`,
  );
  // Without GitHub's own markers of where a step begins.
  const lines = shownLines(github.runs.log(run)).filter((line) => line.trim() !== "" && !line.startsWith("##["));
  stage.detail(`  ${paint(lines.at(-1) ?? "", "quiet")}`);
  if (attempt.conclusion !== "success") {
    throw new Error(`The run of ${run.name} ended with ${attempt.conclusion}:\n${lines.slice(-20).join("\n")}`);
  }
}
