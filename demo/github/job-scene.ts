import type { Contexts } from "./expressions";
import type { JobSpace } from "./job-space";
import type { Repository } from "./records";
import type { Attempt, JobRecord, Run } from "./run-records";
import type { JobSpec } from "./workflow-file";
import type { World } from "./world";

/** What a running job has at hand. */
export type JobScene = {
  world: World;
  repository: Repository;
  run: Run;
  attempt: Attempt;
  spec: JobSpec;
  job: JobRecord;
  space: JobSpace;
  /** Cancels, or ends a job that takes too long. */
  signal: AbortSignal;
  contexts: Contexts;
  environment: Record<string, string>;
  /** Words that no line of the log may show. */
  masks: Set<string>;
  extraPath: string[];
  write: (line: string) => void;
};
