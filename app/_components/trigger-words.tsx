import type { AutomationView, Condition, NameMatch } from "@/lib/core/automation";
import { EVENT_TYPES } from "@/lib/core/event";
import { AliasChip } from "./alias-chip";
import { TagChip } from "./tag-chip";

export type TriggerWordsProps = {
  automation: Pick<AutomationView, "eventType" | "filter">;
  protectedNames: ReadonlySet<string>;
};

/** What fires an automation: its event in plain words and what the filter asks of it. */
export function TriggerWords({ automation, protectedNames }: TriggerWordsProps) {
  const { eventType, filter } = automation;
  return (
    <span title={eventType} className="inline-flex min-w-0 items-center gap-1.5">
      {EVENT_TYPES[eventType].label}
      <AliasMatch match={filter.alias} protectedNames={protectedNames} />
      <TagMatch match={filter.tag} />
      {filter.conditions.length > 0 ? (
        <span className="text-ink-3 text-small">
          {filter.conditions.length === 1
            ? filter.conditions.map(conditionText)
            : `${filter.conditions.length} conditions`}
        </span>
      ) : null}
    </span>
  );
}

/** `metadata.accuracy ≥ 0.9`. */
export function conditionText({ field, operator, value }: Condition): string {
  if (operator === "exists") {
    return `${field} exists`;
  }
  return `${field} ${SIGNS[operator]} ${typeof value === "string" ? `“${value}”` : value}`;
}

const SIGNS = {
  "=": "=",
  "!=": "≠",
  "<": "<",
  "<=": "≤",
  ">": ">",
  ">=": "≥",
  contains: "contains",
} as const satisfies Record<Exclude<Condition["operator"], "exists">, string>;

function AliasMatch({ match, protectedNames }: { match: NameMatch | null; protectedNames: ReadonlySet<string> }) {
  if (!match) {
    return null;
  }
  return "equals" in match ? (
    <span className="max-w-48 min-w-0">
      <AliasChip name={match.equals} kind={protectedNames.has(match.equals) ? "protected" : "plain"} />
    </span>
  ) : (
    <Expression text={match.matches} />
  );
}

function TagMatch({ match }: { match: NameMatch | null }) {
  if (!match) {
    return null;
  }
  return "equals" in match ? (
    <span className="max-w-48 min-w-0">
      <TagChip name={match.equals} />
    </span>
  ) : (
    <Expression text={match.matches} />
  );
}

function Expression({ text }: { text: string }) {
  return (
    <code className="max-w-[28ch] truncate font-mono text-ink-2 text-small" title={`/${text}/`}>
      /{text}/
    </code>
  );
}
