import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Destination } from "@/lib/core/delivery";
import { rows, type Transaction } from "@/lib/db/client";

/** Where transactions say that something has become due, by the destinations that are to be looked at. */
export const DUE_CHANNEL = "modelwire_due";

/** Postgres takes 8,000 bytes in a notification, and an id has 40: past this many, all are to be looked at. */
const DESTINATIONS_TOLD_MAX = 150;

/** Wakes workers once the transaction has committed. One that hears nothing finds the same by its sweep, within a second. */
export async function announceDue(tx: Transaction, destinations: readonly Destination[]): Promise<void> {
  if (destinations.length > 0) {
    await rows(tx, z.object({}), sql`select ${notifyDue(destinations)}`);
  }
}

/** The same as a part of a caller's own statement. */
export function notifyDue(destinations: readonly Destination[]): SQL {
  const distinct = [...new Set(destinations)];
  const told = distinct.length > DESTINATIONS_TOLD_MAX ? "" : distinct.join(",");
  return sql`pg_notify(${DUE_CHANNEL}, ${told})`;
}

/** Reads a notification: the destinations that it names, or null for all of them. */
export function destinationsTold(text: string): Destination[] | null {
  return text === "" ? null : (text.split(",") as Destination[]); // Only `notifyDue` writes on this channel.
}
