import { COUNTED_MAX } from "@/lib/core/outcome";

const BYTE_UNITS = ["KB", "MB", "GB", "TB", "PB"] as const;

const counts = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const metrics = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

/** `1,284`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** A count that was not carried past `COUNTED_MAX`: `212`, `1,000+`. */
export function formatBounded(count: number): string {
  return count > COUNTED_MAX ? `${formatCount(COUNTED_MAX)}+` : formatCount(count);
}

/** `1 model`, `13 models`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `812 B`, `41.7 KB`, `214.6 MB`. A KB is 1,024 bytes, as in the limits that the server states. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = "B";
  for (const next of BYTE_UNITS) {
    // 1,023.95 would be rounded to 1024.0 of the smaller unit.
    if (size < (unit === "B" ? 1024 : 1023.95)) {
      break;
    }
    size /= 1024;
    unit = next;
  }
  return unit === "B" ? `${size} B` : `${size.toFixed(1)} ${unit}`;
}

/** `212 ms`, `1.21 s`, `48s`, `1m 48s`, `1h 05m`, `2d 3h`. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, Math.round(durationMs));
  if (ms < 1000) {
    return `${ms} ms`;
  }
  if (ms < 9995) {
    return `${(ms / 1000).toFixed(2)} s`;
  }

  const seconds = Math.round(ms / 1000);
  if (seconds < 60) {
    return `${seconds}s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)}m ${twoDigits(seconds % 60)}s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) {
    return `${Math.floor(minutes / 60)}h ${twoDigits(minutes % 60)}m`;
  }
  const hours = Math.round(minutes / 60);
  return `${Math.floor(hours / 24)}d ${hours % 24}h`;
}

/** A duration that ticks: whole seconds, so that no decimals flicker. */
export function formatElapsed(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  return seconds < 60 ? `${seconds}s` : formatDuration(seconds * 1000);
}

/** A metric as it was recorded, without the noise of binary fractions. */
export function formatMetric(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) {
    return withTrueMinus(value.toPrecision(4).replace(/\.?0+(?=e|$)/, ""));
  }
  return withTrueMinus(metrics.format(value));
}

/** `+0.0041`, `−1.8`, `±0`: the difference, with a true minus. */
export function formatChange(from: number, to: number): string {
  const change = to - from;
  // What is this small beside the values themselves is left over from binary fractions.
  if (Math.abs(change) <= Math.max(Math.abs(from), Math.abs(to)) * 1e-12) {
    return "±0";
  }
  return change > 0 ? `+${formatMetric(change)}` : formatMetric(change);
}

/** `97%`. Never 100% while one failed, never 0% while one succeeded. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) {
    return "–";
  }
  const percent = Math.round((part / whole) * 100);
  if (percent === 100 && part < whole) {
    return "99%";
  }
  return percent === 0 && part > 0 ? "1%" : `${percent}%`;
}

/** `mara.lindqvist` → `ML`, `ci-train` → `CT`, `sam` → `SA`. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const [first, second] = words;
  if (!first) {
    return "?";
  }
  const letters = second ? [firstLetter(first), firstLetter(second)] : [...first].slice(0, 2);
  return letters.join("").toUpperCase();
}

/** The first eight characters of a digest's hex part: enough to tell two apart, short enough for a table. */
export function shortDigest(digest: string): string {
  return digest.replace(/^[a-z0-9]+:/i, "").slice(0, 8);
}

function firstLetter(word: string): string {
  return [...word][0] ?? "";
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

function withTrueMinus(text: string): string {
  return text.replaceAll("-", "−");
}
