"use client";

import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { classNames } from "@/app/_components/ui/class-names";
import { CONTROL } from "@/app/_components/ui/control";
import { SelectField, TextField } from "@/app/_components/ui/fields.client";
import { Note } from "@/app/_components/ui/note";
import { CONDITION_OPERATORS, CONDITIONS_MAX } from "@/lib/core/automation";
import { type AutomationDraft, filtersOf } from "@/lib/core/automation-draft";
import type { ConditionDraft } from "@/lib/core/condition-draft";
import type { DraftProblem } from "@/lib/core/draft-problem";
import { EVENT_TYPE_NAMES, EVENT_TYPES, type EventType } from "@/lib/core/event";
import type { LookView, WizardOptions } from "./wizard-view";

export type EventSectionProps = {
  isShown: boolean;
  draft: AutomationDraft;
  options: WizardOptions;
  look: LookView;
  problems: readonly DraftProblem[];
};

const MEANING = {
  LINK_ARTIFACT: "A new version is linked to a model. For testing candidates.",
  ADD_ARTIFACT_ALIAS: "An alias is put on a version, also when it moves. For deploying what was promoted.",
  REMOVE_ARTIFACT_ALIAS: "An alias is taken off a version.",
  UNLINK_ARTIFACT: "A version is unlinked from its model.",
  ADD_ARTIFACT_TAG: "A tag is set on a version.",
  REMOVE_ARTIFACT_TAG: "A tag is taken off a version.",
  RECORD_EVALUATION: "Metrics or checks are recorded on a version. For gates.",
  CREATE_MODEL: "A model is created.",
  AUTOMATION_FAILED: "A delivery gave up, or the workflow run that it started failed. For telling people.",
} as const satisfies Record<EventType, string>;

/** Step 1: which event, of which model, under which conditions. */
export function EventSection({ isShown, draft, options, look, problems }: EventSectionProps) {
  const [eventType, setEventType] = useState(draft.eventType);
  const has = filtersOf(eventType);
  return (
    <section hidden={!isShown} aria-label="Event" className="flex flex-col gap-4">
      <h2 data-step="1" tabIndex={-1} className="font-semibold text-lead outline-none">
        When this happens
      </h2>
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <SelectField
          name="eventType"
          label="Event type"
          hint={MEANING[eventType]}
          defaultValue={draft.eventType}
          onChange={(event) => setEventType(known(event.currentTarget.value))}
          choices={EVENT_TYPE_NAMES.map((name) => ({ value: name, label: EVENT_TYPES[name].label }))}
        />
        <ModelField draft={draft} options={options} />
      </div>
      {/* Before JavaScript the event may be changed and sent at once: then both filters are there, and only what fits is taken. */}
      <NameFilter what="alias" draft={draft} isOfEvent={has.includes("alias")} />
      <NameFilter what="tag" draft={draft} isOfEvent={has.includes("tag")} />
      <Conditions draft={draft} hasEvaluation={has.includes("evaluation")} problems={problems} />
      <Warnings look={look} step={1} />
    </section>
  );
}

/** What works but may surprise, of one step or of all. */
export function Warnings({ look, step }: { look: LookView; step: 1 | 2 | null }) {
  const warnings = look.warnings.filter((warning) => step === null || warning.step === step);
  return warnings.length === 0 ? null : (
    <div className="flex flex-col gap-2">
      {warnings.map((warning) => (
        <Note key={`${warning.code} ${warning.field} ${warning.message}`} tone="caution">
          {warning.message}
        </Note>
      ))}
    </div>
  );
}

function ModelField({ draft, options }: Pick<EventSectionProps, "draft" | "options">) {
  const hint = "Every model includes those that are created later.";
  if (options.hasAllModels) {
    const isKnown = draft.model === "" || options.models.includes(draft.model);
    return (
      <SelectField
        name="model"
        label="Model"
        hint={hint}
        defaultValue={draft.model}
        choices={[
          { value: "", label: "Every model" },
          ...(isKnown ? [] : [{ value: draft.model, label: draft.model }]),
          ...options.models.map((name) => ({ value: name, label: name })),
        ]}
      />
    );
  }
  return (
    <>
      <TextField
        name="model"
        label="Model"
        note="empty: every model"
        hint={hint}
        list="model-names"
        defaultValue={draft.model}
        placeholder="Every model"
        controlClassName="font-mono text-small"
      />
      <datalist id="model-names">
        {options.models.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

function NameFilter({ what, draft, isOfEvent }: { what: "alias" | "tag"; draft: AutomationDraft; isOfEvent: boolean }) {
  const label = what === "alias" ? "Alias" : "Tag";
  return (
    <div
      className={classNames(
        "grid grid-cols-[180px_minmax(0,1fr)] gap-4 max-sm:grid-cols-1",
        !isOfEvent && "hidden noscript:grid",
      )}
    >
      <SelectField
        name={`${what}By`}
        label={`${label} matches`}
        defaultValue={draft[`${what}By`]}
        choices={[
          { value: "equals", label: "by exact name" },
          { value: "matches", label: "by regular expression" },
        ]}
      />
      <TextField
        name={what}
        label={label}
        note="optional"
        hint={
          what === "alias"
            ? "Empty: any alias. An expression is RE2 and searches anywhere in the name."
            : "Empty: any tag. key=value also asks for the value."
        }
        defaultValue={draft[what]}
        maxLength={256}
        placeholder={what === "alias" ? "production" : "reviewed"}
        controlClassName="font-mono text-small"
      />
    </div>
  );
}

type Row = ConditionDraft & { id: number };

const BLANK: ConditionDraft = { field: "", operator: ">=", value: "" };

function Conditions({
  draft,
  hasEvaluation,
  problems,
}: {
  draft: AutomationDraft;
  hasEvaluation: boolean;
  problems: readonly DraftProblem[];
}) {
  const [rows, setRows] = useState<Row[]>(() => draft.conditions.map((row, id) => ({ ...row, id })));
  const next = useRef(draft.conditions.length);

  function add(): void {
    next.current += 1;
    setRows([...rows, { ...BLANK, id: next.current }]);
  }

  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-small">
        Conditions <span className="font-normal text-ink-3">optional, all must hold</span>
      </legend>
      <ul className="flex flex-col gap-2">
        {rows.map((row, index) => (
          <ConditionRow
            key={row.id}
            row={row}
            number={index + 1}
            problem={problems.find(({ field }) => field === `condition.${index}`)?.message}
            onRemove={() => setRows(rows.filter(({ id }) => id !== row.id))}
          />
        ))}
        {/* Without JavaScript one more row is there to be filled each time that the form is sent. */}
        <li className="hidden noscript:block">
          <noscript>
            <ConditionRow row={{ ...BLANK, id: -1 }} number={rows.length + 1} />
          </noscript>
        </li>
      </ul>
      {rows.length < CONDITIONS_MAX ? (
        <Button size="small" onClick={add} className="mt-2 noscript:hidden">
          <Plus aria-hidden="true" />
          Add condition
        </Button>
      ) : null}
      <p className="mt-1.5 text-ink-3 text-small">
        On a value of the version, such as <code className="font-mono">metadata.accuracy ≥ 0.9</code>
        {hasEvaluation ? (
          <>
            , or of the evaluation, such as <code className="font-mono">evaluation.auc ≥ 0.98</code>
          </>
        ) : null}
        .
      </p>
    </fieldset>
  );
}

type ConditionRowProps = { row: Row; number: number; problem?: string | undefined; onRemove?: () => void };

function ConditionRow({ row, number, problem, onRemove }: ConditionRowProps) {
  const look = classNames(CONTROL, "h-8 px-[9px] font-mono text-small max-sm:h-9");
  return (
    <div>
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <input
          name="conditionField"
          aria-label={`Field of condition ${number}`}
          aria-invalid={problem ? true : undefined}
          defaultValue={row.field}
          placeholder="metadata.accuracy"
          autoComplete="off"
          className={classNames(look, "min-w-40 flex-[2]")}
        />
        <select
          name="conditionOperator"
          aria-label={`Operator of condition ${number}`}
          defaultValue={row.operator}
          className={classNames(look, "w-28 px-[7px]")}
        >
          {CONDITION_OPERATORS.map((operator) => (
            <option key={operator}>{operator}</option>
          ))}
        </select>
        <input
          name="conditionValue"
          aria-label={`Value of condition ${number}`}
          defaultValue={row.value}
          placeholder="0.9"
          autoComplete="off"
          className={classNames(look, "min-w-24 flex-1")}
        />
        {onRemove ? (
          <Button look="ghost" square aria-label={`Remove condition ${number}`} onClick={onRemove}>
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </div>
      {problem ? (
        <p role="alert" data-field-refusal="" className="mt-1.5 text-critical text-small">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

function known(name: string): EventType {
  return EVENT_TYPE_NAMES.find((type) => type === name) ?? "ADD_ARTIFACT_ALIAS";
}
