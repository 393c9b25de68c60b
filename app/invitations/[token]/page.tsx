import type { Metadata } from "next";
import { ActionForm } from "@/app/_components/action-form.client";
import { PlainPage } from "@/app/_components/plain-page";
import { ProviderButtons } from "@/app/_components/provider-buttons";
import { ROLE_WORDS } from "@/app/_components/role-words";
import { Time } from "@/app/_components/time";
import { ButtonLink } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { invitationPath, modelsPath, nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { findUser, listMyTeams } from "@/app/_server/session";
import { signInProviders } from "@/app/_server/sign-in-providers";
import type { InvitationOffer } from "@/lib/core/invitation";
import { env } from "@/lib/platform/env";
import { findInvitation } from "@/lib/teams/invitations/queries";
import { acceptInvitationAction } from "./actions";

/** Not the team's name: the address of an invitation may be looked at by a program that previews links. */
export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

type InvitationProps = { params: Promise<{ token: string }> };

export default async function InvitationPage({ params }: InvitationProps) {
  const token = nameInPath((await params).token);
  const [offer, user] = await Promise.all([findInvitation(await db(), token), findUser()]);
  if (!offer) {
    return (
      <PlainPage>
        <EmptyState
          level="h1"
          title="This invitation no longer lets anybody in."
          action={<ButtonLink href="/">Go to your teams</ButtonLink>}
        >
          It was used or revoked, or its seven days are over, or the link is incomplete. Ask whoever invited you for
          another one.
        </EmptyState>
      </PlainPage>
    );
  }

  return (
    <PlainPage>
      <EmptyState level="h1" title={`Join ${offer.team} as ${ROLE_WORDS[offer.role].one}`}>
        <p>
          {offer.createdBy} invites you. {ROLE_WORDS[offer.role].may} The link works once, until{" "}
          <Time at={offer.expiresAt} />.
        </p>
      </EmptyState>
      <div className="px-4">
        {user ? <Accept offer={offer} token={token} name={user.name} /> : <SignIn token={token} />}
      </div>
    </PlainPage>
  );
}

async function Accept({ offer, token, name }: { offer: InvitationOffer; token: string; name: string }) {
  const isMember = (await listMyTeams()).includes(offer.team);
  if (isMember) {
    return (
      <>
        <p className="mb-3 text-ink-2">
          You are in this team already, as {name}. The link stays good for somebody else.
        </p>
        <ButtonLink href={modelsPath(offer.team)} size="large">
          Open {offer.team}
        </ButtonLink>
      </>
    );
  }
  return (
    <ActionForm action={acceptInvitationAction} label={`Join ${offer.team}`} hidden={{ token }}>
      <SubmitButton look="primary" size="large">
        Join {offer.team}
      </SubmitButton>
      <p className="mt-3 text-ink-3 text-small">You are signed in as {name}.</p>
    </ActionForm>
  );
}

function SignIn({ token }: { token: string }) {
  const providers = signInProviders(env());
  return providers.length > 0 ? (
    <>
      <p className="mb-3 text-ink-2">Sign in first, then accept.</p>
      <ProviderButtons providers={providers} next={invitationPath(token)} className="max-w-[328px]" />
    </>
  ) : (
    <p className="text-ink-2">
      This server has no sign-in for other people yet. Whoever runs it sets{" "}
      <code className="font-mono">GITHUB_CLIENT_ID</code> or <code className="font-mono">OIDC_ISSUER</code>.
    </p>
  );
}
