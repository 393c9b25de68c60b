import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";
import { type Id, type IdKind, idOf } from "@/lib/core/ids";

const ID_BYTES = 16;
/** Drawing random bytes for one id at a time takes longer than all the rest of making it. */
const pool = new Uint8Array(ID_BYTES * 256);
let drawn = pool.length;

/** The last id's millisecond, and its place among those of the same one. */
const last = { msecs: 0, seq: 0 };

/**
 * Makes an id that sorts by the time of its making (UUIDv7), so that it doubles as a cursor. Those of one process sort in
 * the order in which they were made, also within a millisecond and when the clock is set back.
 */
export function newId<K extends IdKind>(kind: K): Id<K> {
  const random = nextRandom();
  const now = Date.now();
  if (now > last.msecs) {
    last.msecs = now;
    last.seq = firstPlace(random);
  } else {
    last.seq += 1;
  }
  return idOf(kind, v7({ random, msecs: last.msecs, seq: last.seq }));
}

function nextRandom(): Uint8Array {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += ID_BYTES;
  return pool.subarray(drawn - ID_BYTES, drawn);
}

/** Of the 32 bits that a place has, the highest is left free, so that no millisecond can have more ids than places. */
function firstPlace(random: Uint8Array): number {
  return new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1;
}
