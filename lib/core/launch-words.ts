import type { LaunchCause, LaunchRunView } from "./launch-run";

type End = NonNullable<LaunchRunView["end"]>;

/** What happened, and what to do about it. */
export type EndWords = { happened: string; remedy: string };

const WORDS = {
  exit: { happened: "The program ended with an error.", remedy: "The end of the log tells what it said." },
  signal: {
    happened: "The program was ended by a signal.",
    remedy: "Something outside of it did that: look at its machine.",
  },
  out_of_memory: {
    happened: "It ran out of memory.",
    remedy: "Give its queue a higher limit, or let the job do with less.",
  },
  timed_out: {
    happened: "It took longer than its queue allows.",
    remedy: "Raise the limit of time in the queue's template, or look why it hangs.",
  },
  killed_by_person: { happened: "A person killed it.", remedy: "Rerun it if it is still wanted." },
  not_allowed: {
    happened: "The agent refused the job.",
    remedy: "An agent runs only what its own configuration allows: allow this job there.",
  },
  start_failed: {
    happened: "The program could not be started.",
    remedy: "Look whether the agent's machine has the program, and what the log says.",
  },
  image_missing: {
    happened: "The image could not be pulled.",
    remedy: "Look at its name, and whether the agent's machine may read the registry.",
  },
  checkout_failed: {
    happened: "The repository could not be checked out.",
    remedy: "Look at its address and ref, and whether the agent's machine may read it.",
  },
  agent_lost: {
    happened: "Its agent was lost.",
    remedy: "It was queued again each time until its claims were used up. Look at the agent's machine, then rerun it.",
  },
  agent_stopped: {
    happened: "Its agent was stopped while it ran.",
    remedy: "Drain an agent to let its runs finish, and rerun this one.",
  },
  queue_deleted: { happened: "Its queue was deleted.", remedy: "Rerun it in another queue." },
  workflow_failed: { happened: "The workflow failed.", remedy: "Its own log on GitHub tells where." },
  dispatch_refused: {
    happened: "GitHub did not start the workflow.",
    remedy: "Look at repository, workflow and ref in the queue's template, and at the App's permissions.",
  },
} as const satisfies Record<LaunchCause, EndWords>;

/** Why a run ended as it did, in words: what the fixed set says, with the number of the exit where there is one. */
export function endWords({ cause, exitCode }: Pick<End, "cause" | "exitCode">): EndWords {
  const words = WORDS[cause];
  return cause === "exit" && exitCode !== null
    ? { happened: `The program ended with exit code ${exitCode}.`, remedy: words.remedy }
    : words;
}
