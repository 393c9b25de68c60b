import { classNames } from "./class-names";
import { TONE_MARK, type Tone } from "./tone";

/** A 6 px dot beside the words that say the same. */
export function Dot({ tone, isLive = false, className }: { tone: Tone; isLive?: boolean; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        // Forced colours would take it away: it is nothing but its colour.
        "forced-color-adjust-none inline-block size-1.5 shrink-0 rounded-full",
        TONE_MARK[tone],
        isLive && "animate-live",
        className,
      )}
    />
  );
}
