import type { ReactNode } from "react";
import { classNames } from "./ui/class-names";

export type PageHeadProps = {
  title: ReactNode;
  /** A model's or automation's own name is mono. */
  isName?: boolean;
  /** Quiet words on the title's line: "13 models, 113 versions". */
  note?: ReactNode;
  /** Chips on the title's line. */
  chips?: ReactNode;
  description?: ReactNode;
  /** The page's buttons, the primary one last. */
  actions?: ReactNode;
};

export function PageHead({ title, isName = false, note, chips, description, actions }: PageHeadProps) {
  return (
    <div className="flex items-start gap-4 px-6 pt-5 pb-4 max-md:flex-wrap max-sm:flex-col max-sm:gap-3 max-sm:px-4 max-sm:pt-4 max-sm:pb-3">
      <div className="min-w-0 flex-1">
        <div
          className={classNames("flex flex-wrap gap-x-3 gap-y-1", chips ? "items-center gap-x-2" : "items-baseline")}
        >
          <h1
            className={classNames(
              "min-w-0 break-words font-semibold text-page",
              isName && "font-mono text-[19px] tracking-[-.03em]",
            )}
          >
            {title}
          </h1>
          {note ? <span className="text-ink-3">{note}</span> : null}
          {chips}
        </div>
        {description ? <p className="mt-1 max-w-[76ch] break-words text-ink-2">{description}</p> : null}
      </div>
      {actions ? <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}

/** A section's heading within a page. */
export function SectionHead({
  id,
  title,
  count,
  note,
  children,
}: {
  id?: string;
  title: ReactNode;
  count?: ReactNode;
  note?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="mt-[26px] mb-2.5 flex flex-wrap items-center gap-2">
      <h2 id={id} className="font-semibold text-lead tracking-[-.01em]">
        {title}
        {count === undefined ? null : <span className="ml-1.5 font-normal text-ink-3">{count}</span>}
      </h2>
      {note ? <span className="text-ink-3 text-small">{note}</span> : null}
      {children ? <div className="ml-auto flex items-center gap-2">{children}</div> : null}
    </div>
  );
}
