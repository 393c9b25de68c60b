import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/app/_components/page-head";
import { modelPath, newAutomationPath } from "@/app/_server/paths";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { type AutomationDraft, readDraft } from "@/lib/core/automation-draft";
import { lookAt } from "../_components/look-at";
import { lookAtGitHub } from "../_components/look-at-github";
import { Wizard } from "../_components/wizard.client";
import { wizardOptions } from "../_components/wizard-options";
import type { WizardOptions } from "../_components/wizard-view";
import { lookAction, wizardAction } from "../actions";

export const metadata: Metadata = { title: "New automation" };

type NewAutomationProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** The address may say the beginning: `?model=churn&eventType=ADD_ARTIFACT_ALIAS&alias=production`. */
export default async function NewAutomationPage({ params, searchParams }: NewAutomationProps) {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "automation.write")) {
    notFound();
  }
  const query = await singleParams(searchParams);
  const { model, alias, eventType } = query;
  const typed = readDraft(Object.entries(query).filter(([name]) => name !== "payload"));
  const options = await wizardOptions(scope, {
    here: newAutomationPath(scope.teamName, { model, alias, eventType, resume: 1 }),
    ...(model ? { cancel: modelPath(scope.teamName, model) } : {}),
  });
  const draft = { ...typed, ...firstReceiver(typed, options) };
  const [look, github] = await Promise.all([lookAt(scope, draft), lookAtGitHub(scope, draft)]);
  if (!look.ok) {
    notFound();
  }
  return (
    <div className="flex min-h-full flex-col">
      <PageHead
        title="New automation"
        note={
          model ? (
            <>
              for <span className="font-mono text-ink-2">{model}</span>
            </>
          ) : (
            "in two steps and a name"
          )
        }
      />
      <Wizard
        initial={{ step: 1, draft, look: look.value, github, pull: null, isAsked: false, refusal: null, done: null }}
        options={options}
        action={wizardAction}
        look={lookAction}
        layout="steps"
        hidden={{}}
        verb="Create automation"
      />
    </div>
  );
}

/** Where there is one kind of receiver alone, it is that; of several webhooks the first, of several repositories none. */
function firstReceiver(typed: AutomationDraft, { webhooks, github, launch }: WizardOptions): Partial<AutomationDraft> {
  const isGitHub = typed.kind === "webhook" && webhooks.length === 0 && github.repositories.length > 0;
  return {
    kind: isGitHub ? "github" : typed.kind,
    job: typed.job || onlyOf(launch.jobs),
    queue: typed.queue || onlyOf(launch.queues.map(({ name }) => name)),
    webhook: typed.webhook || (webhooks[0]?.name ?? ""),
    repository: typed.repository || onlyOf(github.repositories),
  };
}

function onlyOf([only = "", ...others]: readonly string[]): string {
  return others.length === 0 ? only : "";
}
