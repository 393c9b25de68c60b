import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

/** A framed section. Give it `aria-labelledby` with the id of its head's title. */
export function Panel({ className, ...rest }: ComponentProps<"section">) {
  return <section {...rest} className={classNames("min-w-0 rounded-panel border border-line bg-surface", className)} />;
}

export type PanelHeadProps = {
  title: ReactNode;
  titleId?: string;
  /** The quiet words after the title: a count, what it is compared with. */
  note?: ReactNode;
  /** Controls at the end. */
  children?: ReactNode;
  className?: string;
};

export function PanelHead({ title, titleId, note, children, className }: PanelHeadProps) {
  return (
    <header className={classNames("flex min-h-10 items-center gap-2 border-line border-b px-3.5 py-1", className)}>
      <h2 id={titleId} className="whitespace-nowrap font-semibold text-base tracking-[-.005em]">
        {title}
      </h2>
      {note ? <span className="min-w-0 truncate text-ink-3 text-small">{note}</span> : null}
      {children ? <div className="ml-auto flex shrink-0 items-center gap-2">{children}</div> : null}
    </header>
  );
}

export function PanelBody({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={classNames("px-3.5 py-3", className)} />;
}

export function PanelFoot({ className, ...rest }: ComponentProps<"footer">) {
  return (
    <footer
      {...rest}
      className={classNames(
        "flex min-h-[34px] items-center gap-2.5 border-line border-t px-3.5 text-ink-3 text-small",
        className,
      )}
    />
  );
}
