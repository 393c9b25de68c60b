const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** `1.4 MiB`: three significant digits at most, in units of 1,024. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1_024 ** power;
  const digits = power === 0 || amount >= 100 ? 0 : 1;
  return `${amount.toFixed(digits)} ${UNITS[power]}`;
}

/** `3 files`, `1 file`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** `4 s ago`, `3 h ago`; a moment that lies ahead, by a clock that runs otherwise, is `now`. */
export function timeAgo(iso: string, now: Date): string {
  const seconds = Math.floor((now.getTime() - Date.parse(iso)) / 1_000);
  if (seconds < 1) {
    return "now";
  }
  if (seconds < 120) {
    return `${seconds} s ago`;
  }
  if (seconds < 7_200) {
    return `${Math.floor(seconds / 60)} min ago`;
  }
  if (seconds < 172_800) {
    return `${Math.floor(seconds / 3_600)} h ago`;
  }
  return `${Math.floor(seconds / 86_400)} d ago`;
}
