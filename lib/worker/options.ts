import type { Executors, Reporters, Workflows } from "@/lib/core/ports";
import type { Database } from "@/lib/db/client";
import type { Listen } from "@/lib/db/listen";
import type { OnRunEnded } from "@/lib/launch/ended";
import type { Clock } from "@/lib/platform/clock";
import type { Storage } from "@/lib/platform/storage/port";

export type WorkerOptions = {
  db: Database;
  /** Null where nothing can be heard: then sweeps alone find what is due. */
  listen: Listen | null;
  executors: Executors;
  /** Tell of runs elsewhere. */
  reporters: Reporters;
  storage: Storage;
  clock: Pick<Clock, "now">;
  log: WorkerLog;
  /** Fetches what GitHub told while nobody listened. It sees to it by itself that not every process does so at once. */
  recoverWebhooks?: (signal: AbortSignal) => Promise<unknown>;
  /** Told of runs that end because their agent was lost, and of those that workflows carry out. */
  onRunEnded?: OnRunEnded;
  /** Starts the workflows of launch runs. */
  workflows?: Workflows;
  /** True on the embedded default: this process holds the folder, so every lease in it is of a dead one. */
  isSoleOwner: boolean;
  /** Days after which a delivery that is over is forgotten; null: never. */
  retentionDays: number | null;
  /** 0 up to 1, for the jitter of retries. */
  random?: () => number;
};

type WorkerLog = Record<"debug" | "info" | "warn" | "error", (fields: object, message: string) => void>;
