/** What a colour says. Chrome is `neutral`; `accent` marks identity (aliases, selection); the rest are states only. */
export type Tone = "neutral" | "accent" | "positive" | "caution" | "critical" | "running";

/** Filled: a soft ground with text in the same tone. */
export const TONE_SOFT = {
  neutral: "bg-sunken text-ink-2 dark:bg-hover",
  accent: "bg-accent-soft text-accent",
  positive: "bg-positive-soft text-positive",
  caution: "bg-caution-soft text-caution",
  critical: "bg-critical-soft text-critical",
  running: "bg-running-soft text-running",
} as const satisfies Record<Tone, string>;

/** The small solid shapes: dots, bars, markers. */
export const TONE_MARK = {
  neutral: "bg-ink-off",
  accent: "bg-accent",
  positive: "bg-positive-mark",
  caution: "bg-caution-mark",
  critical: "bg-critical-mark",
  running: "bg-running-mark",
} as const satisfies Record<Tone, string>;

export const TONE_TEXT = {
  neutral: "text-ink-3",
  accent: "text-accent",
  positive: "text-positive",
  caution: "text-caution",
  critical: "text-critical",
  running: "text-running",
} as const satisfies Record<Tone, string>;
