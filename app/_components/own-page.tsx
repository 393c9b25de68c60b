import type { ReactNode } from "react";
import { Link } from "@/app/_components/ui/link.client";
import { Mark } from "./mark";
import { Toasts } from "./toasts.client";
import { TextLink } from "./ui/text-link";

export type OwnPageProps = { title: string; description?: ReactNode; children: ReactNode };

/** A page of a person rather than of a team: the mark leads back to their teams. */
export function OwnPage({ title, description, children }: OwnPageProps) {
  return (
    <>
      <header className="sticky top-0 z-10 flex h-11 items-center gap-3 border-line border-b bg-canvas px-3.5">
        <Link href="/" aria-label="Modelwire, all teams" className="grid size-7 place-items-center max-sm:size-9">
          <Mark />
        </Link>
        <TextLink href="/" className="max-sm:py-2">
          Back to your team
        </TextLink>
      </header>
      <main className="mx-auto w-full max-w-[688px] px-6 pt-6 pb-16 max-sm:px-4">
        <h1 className="font-semibold text-page">{title}</h1>
        {description ? <p className="mt-1 max-w-[76ch] text-ink-2">{description}</p> : null}
        {children}
      </main>
      <Toasts />
    </>
  );
}
