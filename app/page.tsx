import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PlainPage } from "./_components/plain-page";
import { Button, ButtonLink } from "./_components/ui/button";
import { EmptyState } from "./_components/ui/empty-state";
import { accountPath, modelsPath, newTeamPath } from "./_server/paths";
import { listMyTeams, requireUser } from "./_server/session";
import { signOut } from "./sign-in/actions";

export const metadata: Metadata = { title: "Teams" };

/** The first team's models; a person without a team learns how to get one. */
export default async function HomePage() {
  const [team] = await listMyTeams();
  if (team !== undefined) {
    redirect(modelsPath(team));
  }

  const { name, isOperator } = await requireUser();
  return (
    <PlainPage>
      <EmptyState level="h1" title={`${name}, you are in no team yet`}>
        Models, automations and deliveries belong to a team.{" "}
        {isOperator
          ? "You are an operator of this server: make one."
          : "Ask an admin of one for an invitation link, and open it in this browser."}
      </EmptyState>
      <div className="flex flex-wrap gap-2 px-4">
        {isOperator ? (
          <ButtonLink href={newTeamPath()} look="primary">
            New team
          </ButtonLink>
        ) : null}
        <ButtonLink href={accountPath()}>Account and sessions</ButtonLink>
        <form action={signOut}>
          <Button type="submit">Sign out</Button>
        </form>
      </div>
    </PlainPage>
  );
}
