import type { ReactNode } from "react";

/** A key, shown where it works. Small screens have no keyboard, so it is not shown there. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-[17px] min-w-[17px] place-items-center rounded-chip border border-line-strong bg-surface px-1 font-medium font-sans text-[10.5px] text-ink-3 leading-none max-sm:hidden">
      {children}
    </kbd>
  );
}
