import { forgetExpired } from "@/lib/auth/forget-expired";
import type { Database } from "@/lib/db/client";
import type { Clock } from "@/lib/platform/clock";
import type { Storage } from "@/lib/platform/storage/port";
import { removeStaleUploads } from "@/lib/registry/artifacts/stale-uploads";

export type HousekeepingPorts = { db: Database; storage: Storage; clock: Pick<Clock, "now"> };

/** Clears away what has had its time. Each step takes a bounded batch and may be repeated, by any number of processes. */
export async function keepHouse({ db, storage, clock }: HousekeepingPorts): Promise<void> {
  await forgetExpired(db);
  await removeStaleUploads(db, storage, clock.now());
}
