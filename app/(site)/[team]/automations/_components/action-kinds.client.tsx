"use client";

import { ActionIcon, type ActionKind, actionKindOf } from "@/app/_components/action-icon";
import { classNames } from "@/app/_components/ui/class-names";
import type { WizardOptions } from "./wizard-view";

export type WizardKind = ActionKind;

const KINDS = [
  { kind: "github", label: "GitHub", does: "Run a workflow" },
  { kind: "webhook", label: "Webhook", does: "Post JSON" },
  { kind: "slack", label: "Slack", does: "Message a channel" },
  { kind: "teams", label: "Teams", does: "Post a card" },
  { kind: "launch", label: "Launch", does: "Queue a job" },
] as const satisfies readonly { kind: WizardKind; label: string; does: string }[];

/** What is chosen among for a webhook of this preset. A dispatch by token is a webhook like any other. */
export function wizardKindOf(preset: string): Exclude<WizardKind, "github" | "launch"> {
  const kind = actionKindOf(preset);
  return kind === "slack" || kind === "teams" ? kind : "webhook";
}

type ActionKindsProps = {
  kind: WizardKind;
  options: Pick<WizardOptions, "webhooks" | "github" | "launch">;
  onChoose: (kind: WizardKind) => void;
};

/** What should fire, with how many of each kind there are to choose from. */
export function ActionKinds({ kind, options, onChoose }: ActionKindsProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5">
        <h2 data-step="2" tabIndex={-1} className="font-medium text-small outline-none">
          What should fire
        </h2>
      </legend>
      <div className="grid grid-cols-5 gap-2 max-lg:grid-cols-3 max-sm:grid-cols-2">
        {KINDS.map((entry) => (
          <label
            key={entry.kind}
            className={classNames(
              "flex min-w-0 cursor-pointer flex-col gap-1 rounded-panel border border-line-strong px-3 py-2.5 hover:bg-hover",
              "has-checked:border-ink has-checked:shadow-[inset_0_0_0_1px_var(--ink)] has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
            )}
          >
            <input
              type="radio"
              name="kind"
              value={entry.kind}
              checked={entry.kind === kind}
              onChange={() => onChoose(entry.kind)}
              className="sr-only"
            />
            <span className="flex items-center gap-2 font-medium">
              <ActionIcon kind={entry.kind} />
              {entry.label}
              <span className="ml-auto font-normal text-ink-3 text-small">{countOf(entry.kind, options)}</span>
            </span>
            <span className="text-ink-3 text-small">{entry.does}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function countOf(kind: WizardKind, { webhooks, github, launch }: ActionKindsProps["options"]): number {
  if (kind === "launch") {
    return launch.jobs.length;
  }
  return kind === "github"
    ? github.repositories.length
    : webhooks.filter(({ preset }) => wizardKindOf(preset) === kind).length;
}
