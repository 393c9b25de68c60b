import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type EmptyStateProps = {
  title: ReactNode;
  /** What this is for, or what still works. */
  children: ReactNode;
  /** One button, and one example or request id. */
  action?: ReactNode;
  level?: "h1" | "h2" | "h3";
  className?: string;
};

/** What is not there yet, or could not be shown. Left-aligned, no illustration. */
export function EmptyState({ title, children, action, level: Level = "h3", className }: EmptyStateProps) {
  return (
    <div className={classNames("flex flex-col items-start gap-1.5 px-4 py-5", className)}>
      <Level className="font-medium text-lead">{title}</Level>
      <div className="max-w-[76ch] text-ink-2">{children}</div>
      {action ? <div className="mt-1.5 flex flex-wrap items-center gap-2">{action}</div> : null}
    </div>
  );
}
