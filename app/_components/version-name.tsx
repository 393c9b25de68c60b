import { ArrowRight } from "lucide-react";
import type { Route } from "next";
import { Link } from "@/app/_components/ui/link.client";
import { AliasChip, type AliasKind } from "./alias-chip";
import { LinkMoving } from "./moving/link-moving.client";
import { classNames } from "./ui/class-names";

const STRENGTH = {
  subject: "font-semibold text-ink",
  normal: "font-medium text-ink",
  quiet: "font-medium text-ink-2",
  past: "font-medium text-ink-3",
} as const;

export type VersionNameProps = {
  version: number;
  href?: Route;
  /** `subject` where the row is about it, `past` for what it replaced. */
  strength?: keyof typeof STRENGTH;
  className?: string;
};

/** `v17`. */
export function VersionName({ version, href, strength = "normal", className }: VersionNameProps) {
  const look = classNames("whitespace-nowrap font-mono text-small tracking-[-.01em]", STRENGTH[strength], className);
  return href ? (
    <Link
      href={href}
      className={classNames(look, "underline-offset-3 hover:underline max-sm:-my-2 max-sm:inline-block max-sm:py-2")}
    >
      v{version}
      <LinkMoving href={href} />
    </Link>
  ) : (
    <span className={look}>v{version}</span>
  );
}

export type AliasMoveProps = {
  alias: string;
  kind: AliasKind;
  /** Null when the alias was new. */
  from: number | null;
  /** Null when it was taken off. */
  to: number | null;
};

/** A move, always old to new: `production  v15 → v17`. */
export function AliasMove({ alias, kind, from, to }: AliasMoveProps) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <span className="min-w-0 max-w-60">
        <AliasChip name={alias} kind={kind} />
      </span>
      {from === null ? null : <VersionName version={from} strength="past" />}
      {from === null && to === null ? null : (
        <ArrowRight role="img" aria-hidden={undefined} aria-label="to" className="size-3 shrink-0 text-ink-3" />
      )}
      {to === null ? <span className="text-ink-3">none</span> : <VersionName version={to} />}
    </span>
  );
}
