/** How a moment is written. All of it needs the reader's zone, which the server does not know: see time.client.tsx. */

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type TimeForm = "clock" | "ago" | "date" | "exact";

/** Writes a moment as the form asks. */
export function formatTime(at: Date, form: TimeForm, now: Date, zone: string): string {
  if (form === "ago") {
    return formatAgo(at, now, zone);
  }
  if (form === "date") {
    return formatDate(at, now, zone);
  }
  if (form === "exact") {
    return `${formatDate(at, now, zone)}, ${formatClock(at, zone)}`;
  }
  return formatWhen(at, now, zone);
}

/** Today `14:32:08`; within a month `9 days ago`; older, or ahead of today, the date. */
export function formatWhen(at: Date, now: Date, zone: string): string {
  if (dayOf(at, zone) === dayOf(now, zone)) {
    return formatClock(at, zone);
  }
  return formatAgo(at, now, zone);
}

/** `just now`, `2 min ago`, `3 h ago`, `yesterday`, `9 days ago`, then the date; `in 3 min` for what is to come. */
export function formatAgo(at: Date, now: Date, zone: string): string {
  const elapsedMs = now.getTime() - at.getTime();
  if (elapsedMs < -SECOND_MS) {
    return formatAhead(at, now, zone);
  }
  if (elapsedMs < MINUTE_MS) {
    return "just now";
  }
  if (elapsedMs < HOUR_MS) {
    return `${Math.floor(elapsedMs / MINUTE_MS)} min ago`;
  }

  const days = dayNumber(now, zone) - dayNumber(at, zone);
  if (days === 0 || elapsedMs < 12 * HOUR_MS) {
    return `${Math.floor(elapsedMs / HOUR_MS)} h ago`;
  }
  if (days === 1) {
    return "yesterday";
  }
  return days <= 31 ? `${days} days ago` : formatDate(at, now, zone);
}

/** `14:32:08`. */
export function formatClock(at: Date, zone: string): string {
  return clockIn(zone).format(at);
}

/** `28 Aug`, and `28 Aug 2025` when that was not this year. */
export function formatDate(at: Date, now: Date, zone: string): string {
  const text = dateIn(zone).format(at);
  const year = text.slice(-4);
  return year === dateIn(zone).format(now).slice(-4) ? text.slice(0, -5) : text;
}

/** What the hover says: the instant in ISO, and the zone in which the text beside it is written. */
export function formatInstant(at: Date, zone: string): string {
  return `${at.toISOString()} · shown in ${zone}`;
}

function formatAhead(at: Date, now: Date, zone: string): string {
  const aheadMs = at.getTime() - now.getTime();
  if (aheadMs < MINUTE_MS) {
    return `in ${Math.max(1, Math.round(aheadMs / SECOND_MS))}s`;
  }
  if (aheadMs < HOUR_MS) {
    return `in ${Math.round(aheadMs / MINUTE_MS)} min`;
  }
  return aheadMs < DAY_MS ? `in ${Math.round(aheadMs / HOUR_MS)} h` : formatDate(at, now, zone);
}

function dayOf(at: Date, zone: string): string {
  return dateIn(zone).format(at);
}

/** Days since the epoch on the zone's calendar, so that "yesterday" is the day before and not 24 hours. */
function dayNumber(at: Date, zone: string): number {
  const parts = partsIn(zone).formatToParts(at);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Math.round(Date.UTC(numberOf("year"), numberOf("month") - 1, numberOf("day")) / DAY_MS);
}

const clockIn = perZone((timeZone) => {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit" });
});
const dateIn = perZone((timeZone) => {
  return new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short", year: "numeric" });
});
const partsIn = perZone((timeZone) => {
  return new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "numeric", year: "numeric" });
});

/** Making a formatter costs some 50 µs and a page has hundreds of moments: one per zone is kept. */
function perZone(make: (zone: string) => Intl.DateTimeFormat): (zone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (zone) => {
    const known = made.get(zone);
    if (known) {
      return known;
    }
    const formatter = make(zone);
    made.set(zone, formatter);
    return formatter;
  };
}
