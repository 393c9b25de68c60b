import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** Facts as name and value. Children are `KeyValue`s. */
export function KeyValues({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <dl
      className={classNames(
        "grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-[7px] text-[12.5px] leading-5",
        className,
      )}
    >
      {children}
    </dl>
  );
}

export function KeyValue({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
