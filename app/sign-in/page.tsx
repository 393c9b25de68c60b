import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { CodeView } from "@/app/_components/code-view";
import { ProviderButtons } from "@/app/_components/provider-buttons";
import { Note } from "@/app/_components/ui/note";
import { Wordmark } from "@/app/_components/wordmark";
import type { SignInRefusal } from "@/app/_server/paths";
import { findUser } from "@/app/_server/session";
import { invitationTokenIn, linkPlace } from "@/app/_server/sign-in-link";
import { signInProviders } from "@/app/_server/sign-in-providers";
import { returnPath } from "@/lib/core/return-path";
import { env } from "@/lib/platform/env";

export const metadata: Metadata = { title: "Sign in" };

const REFUSAL = {
  "not-invited": {
    title: "This account is not invited.",
    text: "Ask an admin of your team for an invitation link, and open it. Or sign in with another account.",
  },
  failed: {
    title: "You were not signed in.",
    text: "The provider’s answer did not fit, came too late, or did not come. Try again; the server’s log says why it failed.",
  },
  cancelled: { title: "You were not signed in.", text: "The sign-in was cancelled at the provider." },
  link: {
    title: "This link does not sign in.",
    text: "It was used already, or it is incomplete, or it was opened from another machine. Restart the server: it then prints a new one.",
  },
} as const satisfies Record<SignInRefusal, { title: string; text: string }>;

type SignInProps = { searchParams: Promise<{ next?: string | string[]; refused?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInProps) {
  const { next: wished, refused } = await searchParams;
  const next = returnPath(wished);
  const refusal =
    typeof refused === "string" && Object.hasOwn(REFUSAL, refused) ? REFUSAL[refused as SignInRefusal] : null;
  if (!refusal && (await findUser())) {
    redirect(next as Route); // A path of ours: `returnPath` has checked it.
  }

  const providers = signInProviders(env());
  const { isLocal } = linkPlace(await headers(), env());
  return (
    <main className="mx-auto flex min-h-screen w-full max-w-[360px] flex-col justify-center px-4 pb-[16vh]">
      <Wordmark />
      <h1 className="mt-6 font-semibold text-page">
        {invitationTokenIn(next) ? "Sign in to join the team" : "Sign in"}
      </h1>
      {refusal ? (
        <Note tone="caution" isAlert title={refusal.title} className="mt-4">
          {refusal.text}
        </Note>
      ) : null}
      <ProviderButtons providers={providers} next={next} className="mt-5" />
      {isLocal ? <PrintedLink isOnly={providers.length === 0} /> : null}
      {!isLocal && providers.length === 0 ? (
        <p className="mt-4 text-ink-2">
          No sign-in is configured. Whoever runs this server sets <code className="font-mono">GITHUB_CLIENT_ID</code> or{" "}
          <code className="font-mono">OIDC_ISSUER</code>, as its README tells.
        </p>
      ) : null}
      <p className="mt-6 border-line border-t pt-3 text-ink-3 text-small">
        This server: <span className="break-all font-mono">{env().MODELWIRE_URL}</span>
      </p>
    </main>
  );
}

function PrintedLink({ isOnly }: { isOnly: boolean }) {
  return (
    <section aria-label="The printed link" className="mt-5">
      <p className="mb-3 text-ink-2">
        {isOnly
          ? "When the server started, it printed a link to its terminal. Open that link in this browser. It works once and signs you in as the operator."
          : "You run this server? Open the link that it printed to its terminal when it started. It works once and signs you in as the operator."}
      </p>
      <CodeView label="What it looks like" text={`${env().MODELWIRE_URL}/sign-in/link?key=…`} />
    </section>
  );
}
