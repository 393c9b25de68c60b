import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { TONE_SOFT, type Tone } from "./tone";

export type BadgeProps = { tone?: Tone; className?: string; title?: string; children: ReactNode };

/** A short fact on a soft ground: a status code, an error's name. */
export function Badge({ tone = "neutral", className, title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={classNames(
        "inline-flex h-5 items-center gap-[5px] whitespace-nowrap rounded-chip px-[7px] font-medium text-small",
        TONE_SOFT[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
