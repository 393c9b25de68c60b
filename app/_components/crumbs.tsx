import type { Route } from "next";
import { Fragment } from "react";
import { Link } from "@/app/_components/ui/link.client";
import { classNames } from "./ui/class-names";

export type Crumb = { label: string; href?: Route; isName?: boolean };

/** Where the page stands. The last part is the page itself, bold; names are mono; phones see the last two. */
export function Crumbs({ path }: { path: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5">
      {path.map((crumb, place) => {
        const isLast = place === path.length - 1;
        const isFar = place < path.length - 2 && "max-sm:hidden";
        const text = crumb.isName ? "font-mono text-[12.5px] tracking-[-.01em]" : undefined;
        return (
          <Fragment key={`${crumb.href ?? ""}${crumb.label}`}>
            <span aria-hidden="true" className={classNames("text-ink-3", isFar)}>
              /
            </span>
            {crumb.href && !isLast ? (
              <Link
                href={crumb.href}
                {...backKey(crumb, path)}
                className={classNames(
                  crumb.isName ? "truncate" : "shrink-0",
                  "text-ink-2 underline-offset-3 hover:underline max-sm:leading-9",
                  text,
                  isFar,
                )}
              >
                {crumb.label}
              </Link>
            ) : (
              <b aria-current={isLast ? "page" : undefined} className={classNames("truncate font-medium", text, isFar)}>
                {crumb.label}
              </b>
            )}
          </Fragment>
        );
      })}
    </nav>
  );
}

/** Escape leads one part up, and the palette says so. */
function backKey(crumb: Crumb, path: readonly Crumb[]) {
  return crumb === path.at(-2) ? { "data-key": "escape", "data-command": `Back to ${crumb.label}` } : {};
}
