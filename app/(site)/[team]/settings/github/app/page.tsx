import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { Button } from "@/app/_components/ui/button";
import { CheckField, TextField } from "@/app/_components/ui/fields.client";
import { Note } from "@/app/_components/ui/note";
import { requireSetupActor } from "@/app/_server/github-setup";
import { settingsPath } from "@/app/_server/paths";
import { startRuntime } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { can } from "@/lib/core/access";
import { githubLogin, SETUP_REFUSALS } from "@/lib/core/github-setup";
import { isAppGiven } from "@/lib/github/apps";
import { env } from "@/lib/platform/env";
import { githubHosts } from "@/lib/platform/github-hosts";
import { FormPage } from "../../_components/form-page";
import { PermissionList } from "../_components/app-panel";
import { GitHubNotes } from "../_components/github-notes";

export const metadata: Metadata = { title: "Create the GitHub App" };

const search = z.object({ organization: githubLogin.optional(), public: z.literal("on").optional() });

type CreateAppProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** The operator's one button: a form that hands GitHub what the App is to be made of, and goes there itself. */
export default async function CreateAppPage({ params, searchParams }: CreateAppProps) {
  const actor = await requireSetupActor((await params).team);
  if (!actor.person.isOperator || !can(actor.scope.role, "github.manage")) {
    notFound();
  }
  const team = actor.scope.teamName;
  const back = { href: settingsPath(team, "github"), label: "GitHub" };
  if (isAppGiven(env())) {
    return (
      <FormPage title="Create the GitHub App" back={back}>
        <Note>{SETUP_REFUSALS.given}</Note>
      </FormPage>
    );
  }

  const { organization = null, public: isPublic } = readSearch(search, await singleParams(searchParams));
  const { ports } = await startRuntime();
  const form = ports.githubApp.setup.manifestForm(actor, { organization, isPublic: isPublic === "on" });
  const hosts = githubHosts(env());
  return (
    <FormPage title="Create the GitHub App" back={back}>
      <GitHubNotes hosts={hosts} />
      <p className="text-ink-2">
        {new URL(hosts.web).host} makes the App, owned by {organization ?? "your own account"}
        {isPublic ? " and open to be installed on any account" : ""}, and sends you back here. Its private key and its
        secrets are sealed in this server's database, and never shown.
      </p>
      <PermissionList />
      <form action={form.action} method="post" aria-label="Create the GitHub App" className="mt-4">
        <input type="hidden" name="manifest" value={JSON.stringify(form.manifest)} />
        <Button type="submit" look="primary" size="large">
          Create it on GitHub
        </Button>
      </form>
      <OwnerForm organization={organization} isPublic={isPublic === "on"} />
    </FormPage>
  );
}

/** The owner stands in the address that GitHub is sent to, so that choosing one makes this page anew. */
function OwnerForm({ organization, isPublic }: { organization: string | null; isPublic: boolean }) {
  return (
    <form method="get" aria-label="Owner of the App" className="mt-8 border-line border-t pt-4">
      <TextField
        name="organization"
        label="Organisation that owns it"
        note="optional"
        hint="You have to be one of its owners. Without one, the App belongs to your own account."
        defaultValue={organization ?? ""}
        maxLength={39}
        controlClassName="font-mono"
      />
      <CheckField
        name="public"
        label="May be installed on other accounts than its owner's"
        hint="Anybody can then install it; only what an admin of a team connects is ever used."
        defaultChecked={isPublic}
        className="mt-3"
      />
      <Button type="submit" className="mt-3">
        Change owner
      </Button>
    </form>
  );
}
