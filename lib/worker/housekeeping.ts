import { forgetExpired } from "@/lib/auth/forget-expired";
import { forgetOldDeliveries, forgetQuietBreakers } from "@/lib/deliveries/forget-old";
import { forgetOldCalls } from "@/lib/github/call-home/forget-old";
import { forgetOldGitHub } from "@/lib/github/receipts";
import { forgetOldRuns } from "@/lib/launch/forget-old";
import { removeStaleUploads } from "@/lib/registry/artifacts/stale-uploads";
import { removeStaleArrivals } from "@/lib/registry/mlflow-files/arrivals";
import type { WorkerOptions } from "./options";

/** Clears away what has had its time, in bounded batches that may be repeated, by any number of processes. */
export async function keepHouse(
  { db, storage, clock, retentionDays }: Pick<WorkerOptions, "db" | "storage" | "clock" | "retentionDays">,
  signal: AbortSignal,
): Promise<void> {
  await forgetExpired(db);
  await forgetOldCalls(db);
  await forgetQuietBreakers(db);
  await forgetOldGitHub(db);
  await removeStaleUploads(db, storage, clock.now());
  await removeStaleArrivals(db, storage, clock.now());
  for (let isMore = true; isMore && !signal.aborted; ) {
    isMore = await forgetOldRuns(db);
  }
  for (let isMore = retentionDays !== null; isMore && !signal.aborted; ) {
    isMore = await forgetOldDeliveries(db, retentionDays ?? 0);
  }
}
