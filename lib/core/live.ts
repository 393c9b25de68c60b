/** What a page of a team may show, as far as its changing is told: a page listens for its own parts. */
export const LIVE_PARTS = ["registry", "deliveries", "batches", "runs"] as const;
export type LivePart = (typeof LIVE_PARTS)[number];

/** One moment of a team, as marks that differ when what they stand for does. They tell that, and never what it is. */
export type LiveMarks = Record<LivePart, string> & {
  /** The newest delivery; null while there is none. */
  newest: string | null;
};

/** What is told to a page: the parts that changed, and how many deliveries were made since the last time, up to a hundred. */
export type LiveChange = { parts: LivePart[]; made: number };

/** Deliveries counted as new between two looks. */
export const MADE_MAX = 100;

export function changedParts(before: LiveMarks, now: LiveMarks): LivePart[] {
  return LIVE_PARTS.filter((part) => before[part] !== now[part]);
}

/** The marks as text, for the `id` of an event: a browser that comes back says it, and is told what it missed. */
export function marksText(marks: LiveMarks): string {
  return [...LIVE_PARTS.map((part) => marks[part]), marks.newest ?? ""].join("~");
}

/** Null for what is none of ours: a browser sends back whatever it was sent, and anybody may send anything. */
export function readMarks(text: string | null): LiveMarks | null {
  if (text === null || text.length > 400 || !/^[\w.~-]*$/.test(text)) {
    return null;
  }
  const [registry, deliveries, batches, runs, newest, ...rest] = text.split("~");
  return registry === undefined ||
    deliveries === undefined ||
    batches === undefined ||
    runs === undefined ||
    newest === undefined ||
    rest.length > 0
    ? null
    : { registry, deliveries, batches, runs, newest: newest || null };
}
