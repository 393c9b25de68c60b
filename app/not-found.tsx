import type { Metadata } from "next";
import { PlainPage } from "./_components/plain-page";
import { ButtonLink } from "./_components/ui/button";
import { EmptyState } from "./_components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <PlainPage>
      <EmptyState
        level="h1"
        title="There is nothing at this address"
        action={
          <ButtonLink href="/" look="primary">
            Open the models
          </ButtonLink>
        }
      >
        It was removed, or it belongs to another team, or the address has a mistake. Names are case-sensitive.
      </EmptyState>
    </PlainPage>
  );
}
