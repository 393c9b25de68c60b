import type { Metadata } from "next";
import { PageHead } from "@/app/_components/page-head";
import { DuplicateForm } from "../../_components/automation-forms";
import { type AutomationParams, requireEditable } from "../../_components/read-automation";

export const metadata: Metadata = { title: "Duplicate automation" };

/** What the menu's entry says in a dialog, for before JavaScript and for a new tab. */
export default async function DuplicateAutomationPage({ params }: { params: AutomationParams }) {
  const { scope, automation } = await requireEditable(params);
  return (
    <>
      <PageHead title={`Duplicate ${automation.name}`} />
      <div className="max-w-[640px] px-6 pb-10 max-sm:px-4">
        <DuplicateForm team={scope.teamName} automation={automation} />
      </div>
    </>
  );
}
