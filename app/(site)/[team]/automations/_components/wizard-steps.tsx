import { Check } from "lucide-react";
import { TriggerWords } from "@/app/_components/trigger-words";
import { classNames } from "@/app/_components/ui/class-names";
import { wishOf } from "@/lib/core/automation-draft";
import type { DraftStep } from "@/lib/core/draft-problem";
import type { WizardState } from "./wizard-view";

const LABELS = ["Event", "Action", "Name and create"] as const;

/** Where one is. A step that is done shows its answer, and the way back to it. */
export function WizardSteps({ state, protectedNames }: { state: WizardState; protectedNames: readonly string[] }) {
  return (
    <ol aria-label="Steps" className="flex flex-wrap items-center gap-x-3 gap-y-2 px-6 pb-3.5 max-sm:px-4">
      {LABELS.map((label, index) => (
        <Step key={label} label={label} number={index + 1} state={state} protectedNames={protectedNames} />
      ))}
    </ol>
  );
}

type StepProps = { label: string; number: number; state: WizardState; protectedNames: readonly string[] };

function Step({ label, number, state, protectedNames }: StepProps) {
  const isDone = number < state.step;
  const isCurrent = number === state.step;
  return (
    <li aria-current={isCurrent ? "step" : undefined} className="flex min-w-0 items-center gap-2">
      {number > 1 ? <span aria-hidden="true" className="h-px w-5 bg-line-strong max-sm:hidden" /> : null}
      <span
        className={classNames(
          "grid size-5 shrink-0 place-items-center rounded-full border font-medium text-micro",
          isCurrent && "border-ink bg-ink text-on-ink",
          isDone && "border-positive-line bg-positive-soft text-positive",
          !isDone && !isCurrent && "border-line-control text-ink-3",
        )}
      >
        {isDone ? <Check role="img" aria-hidden={undefined} aria-label="Done" className="size-3" /> : number}
      </span>
      <span className={classNames("font-medium", !isDone && !isCurrent && "text-ink-3")}>{label}</span>
      {isDone ? (
        <>
          <Answer step={number as DraftStep} state={state} protectedNames={protectedNames} />
          <button
            type="submit"
            name="intent"
            value={`step:${number}`}
            aria-label={`Edit ${label.toLowerCase()}`}
            className="text-accent text-small underline-offset-3 hover:underline max-sm:py-2"
          >
            Edit
          </button>
        </>
      ) : null}
    </li>
  );
}

function receiverOf({ kind, repository, webhook, job, queue }: WizardState["draft"]): string {
  if (kind === "launch") {
    return `${job} on ${queue}`;
  }
  return kind === "github" ? repository : webhook;
}

function Answer({ step, state: { draft }, protectedNames }: { step: DraftStep } & Omit<StepProps, "label" | "number">) {
  if (step === 2) {
    return <span className="min-w-0 truncate text-ink-2">{receiverOf(draft)}</span>;
  }
  const wish = wishOf({
    ...draft,
    name: draft.name || "-",
    kind: "webhook",
    webhook: draft.webhook || "-",
    payload: "",
  });
  return wish.ok ? (
    <span className="inline-flex min-w-0 items-center gap-1.5 text-ink-2">
      <TriggerWords automation={wish.value} protectedNames={new Set(protectedNames)} />
      <span className="truncate max-sm:hidden">{draft.model ? `on ${draft.model}` : "on every model"}</span>
    </span>
  ) : null;
}
