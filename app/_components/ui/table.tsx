import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

export type TableFrameProps = {
  /** Names the region, which scrolls sideways and can therefore take the focus. */
  label: string;
  /** `bare` inside a panel, which has the frame already. */
  frame?: "framed" | "bare";
  foot?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A table in its frame: it alone scrolls sideways, never the page. */
export function TableFrame({ label, frame = "framed", foot, className, children }: TableFrameProps) {
  return (
    <div
      className={classNames(
        "min-w-0 overflow-hidden",
        frame === "framed" && "rounded-panel border border-line bg-surface",
        className,
      )}
    >
      {/* Relative, so that words for screen readers alone, which stand absolutely, scroll with it and widen no page. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section aria-label={label} tabIndex={0} className="relative overflow-x-auto -outline-offset-2">
        <table className="w-full border-collapse">{children}</table>
      </section>
      {foot ? (
        <div className="flex min-h-[34px] items-center gap-2.5 border-line border-t px-3.5 text-ink-3 text-small">
          {foot}
        </div>
      ) : null}
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead className="bg-canvas dark:bg-sunken">
      <tr>{children}</tr>
    </thead>
  );
}

type CellLook = { isNumeric?: boolean };

export function HeadCell({ isNumeric = false, className, ...rest }: ComponentProps<"th"> & CellLook) {
  return (
    <th
      scope="col"
      {...rest}
      className={classNames(
        "h-[30px] whitespace-nowrap px-2.5 text-left font-[450] text-ink-3 text-small first:pl-3.5 last:pr-3.5",
        isNumeric && "text-right",
        className,
      )}
    />
  );
}

const ROW_HEIGHT = { normal: "[&>td]:h-[34px]", chips: "[&>td]:h-9", panel: "[&>td]:h-8" } as const;

export type RowProps = ComponentProps<"tr"> & {
  /** 34, 36 with chips in every row, 32 inside panels. */
  height?: keyof typeof ROW_HEIGHT;
  isSelected?: boolean;
};

export function Row({ height = "normal", isSelected = false, className, ...rest }: RowProps) {
  return (
    <tr
      {...rest}
      aria-current={isSelected ? "true" : undefined}
      className={classNames(
        "border-line border-t focus-within:[&>td:first-child]:shadow-[inset_2px_0_0_var(--accent)] hover:bg-hover",
        isSelected && "bg-selected hover:bg-selected [&>td:first-child]:shadow-[inset_2px_0_0_var(--accent)]",
        ROW_HEIGHT[height],
        className,
      )}
    />
  );
}

export function Cell({ isNumeric = false, className, ...rest }: ComponentProps<"td"> & CellLook) {
  return (
    <td
      {...rest}
      className={classNames(
        "whitespace-nowrap px-2.5 first:pl-3.5 last:pr-3.5",
        isNumeric && "text-right tabular-nums",
        className,
      )}
    />
  );
}
