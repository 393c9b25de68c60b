import type { Metadata } from "next";
import { PageHead } from "@/app/_components/page-head";
import { automationPath } from "@/app/_server/paths";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { startsWords, targetOf } from "@/lib/core/action";
import { draftOf } from "@/lib/core/automation-draft";
import { lookAt } from "../../_components/look-at";
import { type AutomationParams, requireEditable } from "../../_components/read-automation";
import { TestPanel } from "../../_components/test-panel.client";
import { testAction } from "../../actions";

export const metadata: Metadata = { title: "Test automation" };

type TestProps = { params: AutomationParams; searchParams: SearchParams };

/** Test now: the event is in the address, so that what will be sent is seen before it is. */
export default async function TestAutomationPage({ params, searchParams }: TestProps) {
  const { scope, automation } = await requireEditable(params);
  const { event = "" } = await singleParams(searchParams);
  const look = await lookAt(scope, { ...draftOf(automation), eventId: event });
  const { id, name, action } = automation;
  return (
    <>
      <PageHead title={`Test ${name}`} note={`towards ${targetOf(action).name}`} />
      <div className="mx-6 mb-10 max-sm:mx-4">
        {look.ok ? (
          <TestPanel
            team={scope.teamName}
            automation={{ id, name, action: action.type }}
            starts={action.type === "webhook" ? null : startsWords(action)}
            look={look.value}
            here={automationPath(scope.teamName, id, "test")}
            action={testAction}
          />
        ) : (
          <p className="text-ink-2">{look.problem.message}</p>
        )}
      </div>
    </>
  );
}
