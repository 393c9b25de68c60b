import type { ReactNode } from "react";

/** A key beside what it does. Small screens have no keys and show none. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="grid h-4 min-w-4 place-items-center rounded-[3px] border border-line-strong bg-canvas px-1 font-sans text-[10.5px] text-ink-3 leading-none max-sm:hidden">
      {children}
    </kbd>
  );
}
