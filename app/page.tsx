import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CodeView } from "./_components/code-view";
import { PlainPage } from "./_components/plain-page";
import { Button } from "./_components/ui/button";
import { EmptyState } from "./_components/ui/empty-state";
import { modelsPath } from "./_server/paths";
import { listMyTeams } from "./_server/session";
import { signOut } from "./sign-in/actions";

export const metadata: Metadata = { title: "Teams" };

const START = `MODELWIRE_BOOTSTRAP_TEAM=acme-ml npm start`;

/** The first team's models; a person without a team learns how to get one. */
export default async function HomePage() {
  const [team] = await listMyTeams();
  if (team !== undefined) {
    redirect(modelsPath(team));
  }

  return (
    <PlainPage>
      <EmptyState level="h1" title="You are in no team yet">
        Models, automations and deliveries belong to a team. Ask an admin of one to add you. If you run this server,
        name its first team when you start it, and sign in again by the link that it prints:
      </EmptyState>
      <div className="px-4">
        <CodeView label="Command" text={START} canCopy />
        <form action={signOut} className="mt-4">
          <Button type="submit">Sign out</Button>
        </form>
      </div>
    </PlainPage>
  );
}
