import { classNames } from "./class-names";
import { TONE_MARK, type Tone } from "./tone";

export type ProgressProps = { label: string; value: number; max: number; tone?: Tone; className?: string };

/** A 4 px bar. The number stands in words beside it. */
export function Progress({ label, value, max, tone = "running", className }: ProgressProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      className={classNames("forced-color-adjust-none block h-1 overflow-hidden rounded-[2px] bg-line", className)}
    >
      <span
        className={classNames("block h-full rounded-[2px]", TONE_MARK[tone])}
        style={{ width: `${share * 100}%` }}
      />
    </span>
  );
}
