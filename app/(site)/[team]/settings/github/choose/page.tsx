import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import * as z from "zod";
import { ActionForm } from "@/app/_components/action-form.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { requireSetupActor } from "@/app/_server/github-setup";
import { settingsPath } from "@/app/_server/paths";
import { startRuntime } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { can } from "@/lib/core/access";
import { FormPage } from "../../_components/form-page";
import { chooseInstallationAction } from "../actions";

export const metadata: Metadata = { title: "Connect an account" };

const search = z.object({ state: z.string().max(8_000).default("") });

type ChooseProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** The accounts that GitHub says the person owns and that have the App: one of them is connected. */
export default async function ChoosePage({ params, searchParams }: ChooseProps) {
  const { scope, person } = await requireSetupActor((await params).team);
  if (!can(scope.role, "github.manage")) {
    notFound();
  }
  const { state } = readSearch(search, await singleParams(searchParams));
  const { ports } = await startRuntime();
  const choices = ports.githubApp.setup.choices(state, person);
  const team = scope.teamName;
  if (!choices.ok) {
    redirect(settingsPath(team, "github", [], { refused: choices.problem.reason }));
  }
  return (
    <FormPage title="Connect an account" back={{ href: settingsPath(team, "github"), label: "GitHub" }}>
      <p className="text-ink-2">The App is installed on these accounts, and you administer them.</p>
      <ul className="mt-4 flex flex-col gap-2">
        {choices.value.map(({ installationId, login }) => (
          <li key={installationId} className="flex items-center gap-3 border-line border-b pb-2">
            <span className="min-w-0 flex-1 break-words font-medium">{login}</span>
            <ActionForm
              action={chooseInstallationAction}
              label={`Connect ${login}`}
              hidden={{ team, state, installation: installationId }}
            >
              <SubmitButton aria-label={`Connect ${login}`}>Connect</SubmitButton>
            </ActionForm>
          </li>
        ))}
      </ul>
    </FormPage>
  );
}
