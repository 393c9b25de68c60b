import type { Route } from "next";
import type { ReactNode } from "react";
import { Link } from "@/app/_components/ui/link.client";
import { classNames } from "./class-names";

export type Tab = { href: Route; label: ReactNode; count?: ReactNode; isCurrent: boolean };

/** Tabs are links: the URL says which one is open, so they work before JavaScript and can be sent to someone. */
export function Tabs({ label, tabs, className }: { label: string; tabs: readonly Tab[]; className?: string }) {
  return (
    <nav aria-label={label} className={classNames("flex gap-[18px] overflow-x-auto border-line border-b", className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.isCurrent ? "page" : undefined}
          className="-mb-px flex h-[34px] items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 font-medium text-ink-2 -outline-offset-2 hover:text-ink aria-[current]:border-ink aria-[current]:text-ink max-sm:h-10"
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="font-normal text-ink-3 text-small">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** The same as a segmented control, for choices within a page: filters, languages. */
export function Segments({ label, tabs, className }: { label: string; tabs: readonly Tab[]; className?: string }) {
  return (
    <nav
      aria-label={label}
      className={classNames(
        "inline-flex max-w-full gap-px overflow-x-auto rounded-[7px] border border-line bg-sunken p-0.5",
        className,
      )}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.isCurrent ? "true" : undefined}
          className="flex h-6 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-[5px] px-[9px] font-medium text-ink-2 text-small -outline-offset-2 hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-[0_0_0_1px_var(--line-strong),var(--lift-low)] max-sm:h-9 dark:aria-[current]:bg-raised"
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="text-ink-3">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
