import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CrumbName } from "@/app/_components/crumb-names.client";
import { PageHead } from "@/app/_components/page-head";
import { automationPath, nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { getAutomation } from "@/lib/automations/queries";
import { can } from "@/lib/core/access";
import { draftOf } from "@/lib/core/automation-draft";
import { lookAt } from "../../_components/look-at";
import { Wizard } from "../../_components/wizard.client";
import { wizardOptions } from "../../_components/wizard-options";
import { lookAction, wizardAction } from "../../actions";

export const metadata: Metadata = { title: "Edit automation" };

type EditProps = { params: Promise<{ team: string; automation: string }> };

export default async function EditAutomationPage({ params }: EditProps) {
  const { team: teamSegment, automation: ref } = await params;
  const scope = await requireScope(teamSegment);
  const found = await getAutomation(await db(), scope, nameInPath(ref));
  if (!found.ok || !can(scope.role, "automation.write")) {
    notFound();
  }
  const { id, name, revision } = found.value;
  const team = scope.teamName;
  const draft = draftOf(found.value);
  const [options, look] = await Promise.all([
    wizardOptions(scope, { here: automationPath(team, id, "edit"), cancel: automationPath(team, id) }),
    lookAt(scope, draft),
  ]);
  if (!look.ok) {
    notFound();
  }
  return (
    <div className="flex min-h-full flex-col">
      <CrumbName id={id} name={name} />
      <PageHead title={`Edit ${name}`} />
      <Wizard
        // Somebody else's newer edit is another form.
        key={revision}
        initial={{ step: 1, draft, look: look.value, isAsked: false, refusal: null, done: null }}
        options={options}
        action={wizardAction}
        look={lookAction}
        layout="page"
        hidden={{ automation: id, revision: String(revision) }}
        verb="Save automation"
      />
    </div>
  );
}
