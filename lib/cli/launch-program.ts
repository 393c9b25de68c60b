import { type Command, InvalidArgumentError } from "commander";
import { RESOURCES } from "@/lib/core/launch-queue";
import { addJobVersionCommand, createJobCommand, listJobsCommand, showJobCommand } from "./commands/jobs";
import {
  createAgentTokenCommand,
  createQueueCommand,
  listQueuesCommand,
  moveQueueCommand,
  type QueueStep,
} from "./commands/queues";
import { runLogsCommand } from "./commands/run-logs";
import { killRunCommand, launchCommand, listRunsCommand, rerunCommand, showRunCommand } from "./commands/runs";
import type { Answer } from "./failure";
import { collect, LIST_LIMIT, wholeNumber } from "./option-values";
import type { Session } from "./session";

type Perform = (work: (session: Session) => Promise<Answer<null>>) => Promise<void>;

/** The words of launch: jobs, queues, runs, and the tokens of agents. */
export function addLaunch(program: Command, perform: Perform): void {
  addJobs(program.command("job").description("what can be run: create it, give it versions, look at it"), perform);
  addQueues(program.command("queue").description("where runs wait for agents"), perform);
  program
    .command("agent-token")
    .description("let agents in to a queue")
    .command("create <queue>")
    .description("make a token that serves this queue alone, and print it: it is told once")
    .requiredOption("--name <name>", "what it is for, such as the machine's name")
    .option("--expires <time>", "when it ends, such as 2027-01-01T00:00:00Z")
    .action((queue, options) => perform((session) => createAgentTokenCommand(session, queue, options)));
  addRuns(program.command("run").description("queue runs, follow them, end them"), perform);
}

function addJobs(job: Command, perform: Perform): void {
  withSource(job.command("create <name> [command...]"))
    .description("create a job. Its command comes last, after --")
    .option("--description <text>", "what it does")
    .action((name, command, options) => perform((session) => createJobCommand(session, name, command, options)));
  withSource(job.command("version <name> [command...]"))
    .description("add a version, which runs take from now on. Its command comes last, after --")
    .action((name, command, options) => perform((session) => addJobVersionCommand(session, name, command, options)));
  job
    .command("list")
    .description("list jobs by name")
    .option("--limit <count>", "how many at most", wholeNumber, LIST_LIMIT)
    .action((options) => perform((session) => listJobsCommand(session, options)));
  job
    .command("show <name>")
    .description("show a job with the schema of its parameters")
    .action((name) => perform((session) => showJobCommand(session, name)));
}

function withSource(command: Command): Command {
  return command
    .option("--image <image>", "run this container image, such as ghcr.io/acme/train:3")
    .option("--git <url>", "run from this repository; the command is the entry point")
    .option("--ref <ref>", "with --git, this branch, tag or commit", "main")
    .option("--schema <file>", "JSON Schema of the parameters, with their defaults");
}

function addQueues(queue: Command, perform: Perform): void {
  queue
    .command("create <name>")
    .description("create a queue")
    .requiredOption("--resource <resource>", `where its runs are executed: ${RESOURCES.join(", ")}`)
    .option("--template <file>", "resource arguments as JSON, with {{variable}} where a run may set one")
    .option("--variables <file>", "the variables of the template, as a JSON array")
    .option("--max-running <count>", "runs at once over all agents", wholeNumber)
    .option("--priority <priority>", "of runs that name none: critical, high, medium, low")
    .option("--description <text>", "what it is for")
    .action((name, options) => perform((session) => createQueueCommand(session, name, options)));
  queue
    .command("list")
    .description("list queues, with what waits and who listens")
    .option("--limit <count>", "how many at most", wholeNumber, LIST_LIMIT)
    .action((options) => perform((session) => listQueuesCommand(session, options)));
  for (const [step, words] of Object.entries(STEPS)) {
    queue
      .command(`${step} <name>`)
      .description(words)
      .action((name) => perform((session) => moveQueueCommand(session, step as QueueStep, name))); // A key of STEPS.
  }
}

const STEPS = {
  pause: "claim nothing from it until it is resumed",
  resume: "open it again",
  drain: "run what waits, and take nothing more in",
} as const satisfies Record<QueueStep, string>;

function addRuns(run: Command, perform: Perform): void {
  withValues(run.command("launch <job>"))
    .description("queue a run of a job")
    .requiredOption("--queue <queue>", "where it waits")
    .option("--project <project>", "where what it logs goes")
    .option("--on <model:version>", "the version to work on, such as fraud-detector:production")
    .action((job, options) => perform((session) => launchCommand(session, job, options)));
  run
    .command("list")
    .description("list runs, newest first")
    .option("--queue <queue>", "only of this queue")
    .option("--job <job>", "only of this job")
    .option("--state <state>", "only these: queued, claimed, running, finished, failed, killed")
    .option("--limit <count>", "how many at most", wholeNumber, LIST_LIMIT)
    .action((options) => perform((session) => listRunsCommand(session, options)));
  run
    .command("show <run>")
    .description("show one run, by its number")
    .action((ref) => perform((session) => showRunCommand(session, ref)));
  run
    .command("logs <run>")
    .description("print a run's log")
    .option("--follow", "go on until the run has ended", false)
    .action((ref, options) => perform((session) => runLogsCommand(session, ref, options)));
  run
    .command("kill <run>")
    .description("end a run")
    .action((ref) => perform((session) => killRunCommand(session, ref)));
  withValues(run.command("rerun <run>"))
    .description("run it again, as it was or with what is given changed")
    .option("--queue <queue>", "in another queue")
    .action((ref, options) => perform((session) => rerunCommand(session, ref, options)));
}

function withValues(command: Command): Command {
  return command
    .option("--job-version <number>", "a version of the job; the newest otherwise", versionNumber)
    .option("--parameter <key=value|@file.json>", "set a parameter; may be repeated", collect, [])
    .option("--variable <key=value>", "set a variable of the queue; may be repeated", collect, [])
    .option("--priority <priority>", "critical, high, medium or low; as the queue has it otherwise")
    .option("--follow", "print its log until it has ended; then exit with 1 unless it finished", false);
}

function versionNumber(text: string): number {
  const number = /^v?(\d{1,9})$/.exec(text)?.[1];
  if (number === undefined) {
    throw new InvalidArgumentError("Give a number, such as 3 or v3.");
  }
  return Number(number);
}
