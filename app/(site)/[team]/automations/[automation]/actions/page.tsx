import type { Metadata } from "next";
import { PageHead } from "@/app/_components/page-head";
import { TextLink } from "@/app/_components/ui/text-link";
import { type AutomationPart, automationPath } from "@/app/_server/paths";
import { type AutomationParams, requireEditable } from "../../_components/read-automation";

export const metadata: Metadata = { title: "Actions" };

/** Where the three dots lead before JavaScript has loaded. */
export default async function AutomationActionsPage({ params }: { params: AutomationParams }) {
  const { scope, automation } = await requireEditable(params);
  const entries: [AutomationPart, string, string][] = [
    ["edit", "Edit", "Event, action, payload and name."],
    ["pause", automation.enabled ? "Pause" : "Resume", "Whether events that match make deliveries."],
    ["duplicate", "Duplicate", "A paused copy under another name."],
    ["test", "Test now", "Send once what it would send."],
    ["delete", "Delete", "Deliveries in progress are finished."],
  ];
  return (
    <>
      <PageHead title={automation.name} note="what can be done with it" />
      <ul className="max-w-[640px] px-6 pb-10 max-sm:px-4">
        {entries.map(([part, label, words]) => (
          <li key={part} className="flex min-h-9 flex-wrap items-center gap-x-3 border-line border-b py-1.5">
            <TextLink href={automationPath(scope.teamName, automation.id, part)} className="w-24 font-medium">
              {label}
            </TextLink>
            <span className="text-ink-2">{words}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
