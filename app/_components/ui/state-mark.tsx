import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "./badge";
import { classNames } from "./class-names";
import type { Tone } from "./tone";

export type StateLook = { label: string; icon: LucideIcon; tone: Tone; isTurning?: boolean };

const PLAIN_TEXT = {
  neutral: "text-ink-3",
  accent: "text-ink",
  positive: "text-ink",
  caution: "text-caution",
  critical: "text-critical",
  running: "text-running",
} as const satisfies Record<Tone, string>;

const PLAIN_ICON = {
  neutral: "text-ink-3",
  accent: "text-accent",
  positive: "text-positive-mark",
  caution: "text-caution",
  critical: "text-critical",
  running: "text-running-mark",
} as const satisfies Record<Tone, string>;

export type StateMarkProps = {
  look: StateLook;
  /** `plain` in tables and lists, `filled` in headings and lanes, `icon` where the words stand elsewhere in the row. */
  form?: "plain" | "filled" | "icon";
  /** Replaces the state's own word ("deploy.yml running"). */
  children?: ReactNode;
  className?: string;
};

/** A state as an icon and a word. The icon's shape says it without the colour. */
export function StateMark({ look, form = "plain", children, className }: StateMarkProps) {
  const Icon = look.icon;
  const turning = look.isTurning && "animate-spin";

  if (form === "filled") {
    return (
      <Badge tone={look.tone} className={classNames("pl-[5px]", className)}>
        <Icon aria-hidden="true" strokeWidth={2.1} className={classNames("size-[13px] shrink-0", turning)} />
        {children ?? look.label}
      </Badge>
    );
  }

  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 whitespace-nowrap align-bottom",
        PLAIN_TEXT[look.tone],
        className,
      )}
      title={form === "icon" ? look.label : undefined}
    >
      <Icon
        aria-hidden="true"
        strokeWidth={1.8}
        className={classNames("size-3.5 shrink-0", PLAIN_ICON[look.tone], turning)}
      />
      {form === "icon" ? <span className="sr-only">{look.label}</span> : <span>{children ?? look.label}</span>}
    </span>
  );
}
