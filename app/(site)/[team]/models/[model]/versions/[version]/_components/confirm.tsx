import type { ReactNode } from "react";
import { Button } from "@/app/_components/ui/button";
import { classNames } from "@/app/_components/ui/class-names";

export type ConfirmProps = {
  icon: ReactNode;
  label: string;
  /** The whole of it for screen readers: "Move production here". */
  name: string;
  isDisabled: boolean;
  /** What stands before the button on its line. */
  beside?: ReactNode;
  /** What will happen, and the form that makes it so. */
  children: ReactNode;
};

/** A button that first says what it will do. The browser's own disclosure, so that it opens before JavaScript. */
export function Confirm({ icon, label, name, isDisabled, beside, children }: ConfirmProps) {
  if (isDisabled) {
    return (
      <div className={classNames("flex min-w-0 items-center gap-2", beside && "w-full")}>
        {beside}
        <Button size="small" disabled aria-label={name}>
          {icon}
          {label}
        </Button>
      </div>
    );
  }
  return (
    <details className={classNames("group min-w-0 open:w-full", beside && "w-full")}>
      <summary
        aria-label={name}
        className="flex w-full list-none items-center gap-2 rounded-control [&::-webkit-details-marker]:hidden"
      >
        {beside}
        <span className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-[5px] border border-line-strong bg-surface px-2 font-medium text-small shadow-low hover:bg-hover group-open:bg-hover max-sm:h-9 max-sm:px-3 dark:bg-raised [&_svg]:size-3.5 [&_svg]:text-ink-2">
          {icon}
          {label}
        </span>
      </summary>
      <div className="mt-2 mb-1 flex flex-col items-start gap-2 rounded-control border border-line bg-canvas p-2.5 dark:bg-sunken">
        {children}
      </div>
    </details>
  );
}
