import type { Route } from "next";
import type { ReactNode } from "react";
import { PageHead } from "@/app/_components/page-head";
import { TextLink } from "@/app/_components/ui/text-link";

export type FormPageProps = { title: ReactNode; back: { href: Route; label: string }; children: ReactNode };

/** A page that holds one form: the same that a dialog holds once the page's code is there. */
export function FormPage({ title, back, children }: FormPageProps) {
  return (
    <>
      <p className="px-6 pt-3 max-sm:px-4">
        <TextLink href={back.href} className="text-small max-sm:py-2">
          {back.label}
        </TextLink>
      </p>
      <PageHead title={title} />
      <div className="max-w-[688px] px-6 pb-10 max-sm:px-4">{children}</div>
    </>
  );
}
