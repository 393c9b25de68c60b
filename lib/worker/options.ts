import type { Executors } from "@/lib/core/ports";
import type { Database } from "@/lib/db/client";
import type { Clock } from "@/lib/platform/clock";
import type { Storage } from "@/lib/platform/storage/port";

export type WorkerOptions = {
  db: Database;
  executors: Executors;
  storage: Storage;
  clock: Pick<Clock, "now">;
  log: WorkerLog;
  /** True on the embedded default: this process holds the folder, so every lease in it is of a dead one. */
  isSoleOwner: boolean;
  /** 0 up to 1, for the jitter of retries. */
  random?: () => number;
};

type WorkerLog = Record<"info" | "warn" | "error", (fields: object, message: string) => void>;
