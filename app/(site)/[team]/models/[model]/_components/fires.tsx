import { ActionIcon, actionKindOf } from "@/app/_components/action-icon";
import { formatPlural } from "@/app/_components/format";
import { doesWords, targetOf } from "@/lib/core/action";
import type { AutomationView } from "@/lib/core/automation";

const SHOWN_MAX = 8;

export type FiresProps = {
  automations: readonly AutomationView[];
  /** Before the change is fully known: "may fire". */
  isSure?: boolean;
};

/** What a change sets off, said before it happens. */
export function Fires({ automations, isSure = true }: FiresProps) {
  if (automations.length === 0) {
    return <p className="text-ink-2 text-small">No automation listens to this.</p>;
  }
  const verb = automations.length === 1 ? "fires" : "fire";
  const words = isSure ? verb : "may fire";
  const more = automations.length - SHOWN_MAX;
  return (
    <div>
      <p className="mb-1.5 font-medium text-small">
        {formatPlural(automations.length, "automation")} {words} at once
      </p>
      <ul className="overflow-hidden rounded-panel border border-line">
        {automations.slice(0, SHOWN_MAX).map((automation) => (
          <li
            key={automation.id}
            className="grid min-h-8 grid-cols-[16px_minmax(0,2fr)_minmax(0,3fr)] items-center gap-2.5 border-line border-t px-3 first:border-t-0"
          >
            <ActionIcon kind={actionKindOf(targetOf(automation.action).preset)} />
            <span className="truncate font-medium" title={automation.name}>
              {automation.name}
            </span>
            <span className="truncate text-ink-2">{doesWords(automation.action)}</span>
          </li>
        ))}
        {more > 0 ? <li className="border-line border-t px-3 py-1.5 text-ink-3 text-small">and {more} more</li> : null}
      </ul>
    </div>
  );
}
