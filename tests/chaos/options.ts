import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { DATABASE_KINDS, type DatabaseKind } from "./run";

export type Wish = { seed: number; minutes: number; deliveries: number | null; kinds: readonly DatabaseKind[] };

export const USAGE = `npm run test:chaos -- [--seed <number>] [--minutes <of faults, both databases together>]
  [--deliveries <on each database>] [--database ${DATABASE_KINDS.join("|")}]`;

const MINUTES = 10;

/** Of the time, where both databases are tested; the rest is the embedded one's. */
const POSTGRES_SHARE = 0.8;

/** What fills every worker without making a run of the plain pace: it is faults that are tested, not speed. */
const DELIVERIES_PER_SECOND = { postgres: 40, embedded: 20 } as const;

/** Reads the command line; null when it is not understood. */
export function readWish(args: readonly string[]): Wish | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: "string" },
        minutes: { type: "string", default: String(MINUTES) },
        deliveries: { type: "string" },
        database: { type: "string", multiple: true, default: [...DATABASE_KINDS] },
      },
    });
    const seed = values.seed === undefined ? newSeed() : Number(values.seed);
    const deliveries = values.deliveries === undefined ? null : Number(values.deliveries);
    const minutes = Number(values.minutes);
    const kinds = DATABASE_KINDS.filter((kind) => values.database.includes(kind));
    const isRight = [seed, minutes, deliveries ?? 1].every((number) => Number.isFinite(number) && number > 0);
    return isRight && kinds.length === new Set(values.database).size ? { seed, minutes, deliveries, kinds } : null;
  } catch {
    return null;
  }
}

export function newSeed(): number {
  return randomInt(1, 2 ** 31);
}

/** What one database gets of the wish. */
export function shareOf({ minutes, deliveries, kinds }: Wish, kind: DatabaseKind) {
  const share = kind === "postgres" ? POSTGRES_SHARE : 1 - POSTGRES_SHARE;
  const seconds = Math.round(minutes * 60 * (kinds.length === 1 ? 1 : share));
  return { durationMs: seconds * 1_000, deliveries: deliveries ?? seconds * DELIVERIES_PER_SECOND[kind] };
}

/** How to do the same again: the plan, the cuts and the receiver's whims follow from this alone. */
export function replayCommand({ seed, minutes, deliveries, kinds }: Wish): string {
  const rest = [
    ...(deliveries === null ? [] : [`--deliveries ${deliveries}`]),
    ...(kinds.length === 1 ? [`--database ${kinds[0]}`] : []),
  ];
  return ["npm run test:chaos --", `--seed ${seed}`, `--minutes ${minutes}`, ...rest].join(" ");
}
