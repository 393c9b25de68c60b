import type { Metadata } from "next";
import { CodeView } from "@/app/_components/code-view";
import { PlainPage } from "@/app/_components/plain-page";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Note } from "@/app/_components/ui/note";
import { env } from "@/lib/platform/env";

export const metadata: Metadata = { title: "Sign in" };

type SignInProps = { searchParams: Promise<{ link?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInProps) {
  const { link } = await searchParams;
  const url = env().MODELWIRE_URL;
  return (
    <PlainPage>
      <EmptyState level="h1" title="Sign in to Modelwire" className="gap-3">
        {link === "used" ? (
          <Note tone="caution" isAlert title="This link does not sign in." className="mb-3">
            It was used already, or it is incomplete, or it was opened from another machine. Restart the server: it then
            prints a new one.
          </Note>
        ) : null}
        <p>
          When the server started, it printed a link to its terminal. Open that link in this browser, on the machine
          where the server runs. It works once and signs you in as the operator.
        </p>
      </EmptyState>
      <div className="px-4">
        <CodeView label="The printed link" text={`Sign in with this link, once: ${url}/sign-in/link?key=…`} />
        <p className="mt-3 text-ink-3 text-small">
          This server: <span className="font-mono">{url}</span>
        </p>
      </div>
    </PlainPage>
  );
}
