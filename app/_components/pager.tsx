import type { Route } from "next";
import { TextLink } from "./ui/text-link";

export type PagerProps = {
  isFirst: boolean;
  firstHref: Route;
  /** Null on the last page. */
  nextHref: Route | null;
  /** "13 models". */
  shown: string;
  /** "Show older models". */
  older: string;
};

/** The foot of a list: what is shown, the way on, and the way back to the beginning. */
export function Pager({ isFirst, firstHref, nextHref, shown, older }: PagerProps) {
  return (
    <nav aria-label="Pages" className="flex min-h-[34px] w-full flex-wrap items-center gap-x-4 py-1 max-sm:min-h-11">
      <span>{shown}</span>
      {isFirst ? null : (
        <TextLink href={firstHref} className="max-sm:py-2">
          Back to the newest
        </TextLink>
      )}
      {nextHref ? (
        <TextLink href={nextHref} className="ml-auto max-sm:py-2">
          {older}
        </TextLink>
      ) : null}
    </nav>
  );
}
