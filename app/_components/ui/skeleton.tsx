import { classNames } from "./class-names";

const WIDTHS = ["w-[62%]", "w-[44%]", "w-[70%]", "w-[52%]"] as const;

/** Rows of the final height. They appear after 200 ms, so that a quick answer never flickers. */
export function SkeletonRows({ rows, height = 34, label }: { rows: number; height?: 32 | 34 | 36; label: string }) {
  return (
    <div role="status" aria-label={label} className="animate-late">
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move.
          key={row}
          style={{ height }}
          className="flex items-center gap-2 border-line border-t px-3.5 first:border-t-0"
        >
          <Bone className="size-3.5 rounded-full" />
          <Bone className={WIDTHS[row % WIDTHS.length]} />
          <Bone className="ml-auto w-11" />
        </div>
      ))}
    </div>
  );
}

export function Bone({ className }: { className?: string | undefined }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "block h-2.5 rounded-[3px] bg-[linear-gradient(90deg,var(--line)_25%,var(--hover)_50%,var(--line)_75%)]",
        className,
      )}
    />
  );
}
