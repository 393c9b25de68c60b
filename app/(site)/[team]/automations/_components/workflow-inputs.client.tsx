"use client";

import { useId } from "react";
import { classNames } from "@/app/_components/ui/class-names";
import { CONTROL } from "@/app/_components/ui/control";
import type { AutomationDraft } from "@/lib/core/automation-draft";
import type { DraftProblem } from "@/lib/core/draft-problem";
import { type InputDraft, inputRows } from "@/lib/core/github-draft";
import type { ListedVariable } from "@/lib/core/variable-list";
import type { WorkflowInput } from "@/lib/core/workflow-declaration";

export type WorkflowInputsProps = {
  draft: AutomationDraft;
  /** The one that is chosen now. */
  workflow: string;
  /** Null while it is not known what it declares. */
  declared: readonly WorkflowInput[] | null;
  variables: readonly ListedVariable[];
  problems: readonly DraftProblem[];
};

/** One field for each input that the workflow declares. While that is not known, what was given stays as it is. */
export function WorkflowInputs({ draft, workflow, declared, variables, problems }: WorkflowInputsProps) {
  const isKept = declared === null && draft.inputsOf === workflow;
  const rows = declared || isKept ? inputRows(declared ?? [], { ...draft, workflow }) : [];
  const general = problems.find(({ field }) => field === "payload")?.message;
  if (workflow === "" || (declared === null && !isKept)) {
    return null;
  }
  return (
    // Keyed: the fields of another workflow are other fields, also where a name is the same.
    <fieldset key={`${workflow} ${declared === null}`} className="min-w-0">
      <legend className="mb-1.5 font-medium text-small">
        Inputs{" "}
        <span className="font-normal text-ink-3">
          what {workflow} declares; {"${…}"} is filled from the event
        </span>
      </legend>
      <input type="hidden" name="inputsOf" value={workflow} />
      <VariableList variables={variables} />
      {rows.length === 0 ? (
        <p className="text-ink-3 text-small">It declares none: it is started with nothing.</p>
      ) : null}
      <ul className="grid grid-cols-2 gap-x-4 gap-y-3 max-sm:grid-cols-1">
        {rows.map((row, index) => (
          <InputRow
            // By place: a form may be sent with one name twice.
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are those of one declaration, in its order.
            key={index}
            row={row}
            input={declared?.find(({ name }) => name.toLowerCase() === row.name.toLowerCase()) ?? null}
            isDeclared={declared !== null}
            variables={variables}
            problem={problems.find(({ field }) => field === `input.${row.name}`)?.message}
          />
        ))}
      </ul>
      {general ? (
        <p role="alert" className="mt-1.5 text-critical text-small">
          {general}
        </p>
      ) : null}
    </fieldset>
  );
}

const VARIABLES_ID = "input-variables";

/** The browser's own completion: it works before JavaScript, and whole values are what an input mostly holds. */
function VariableList({ variables }: Pick<WorkflowInputsProps, "variables">) {
  return <datalist id={VARIABLES_ID}>{variables.map(variableOption)}</datalist>;
}

function variableOption({ name, value }: ListedVariable) {
  return <option key={name} value={`\${${name}}`} label={value ?? ""} />;
}

type InputRowProps = {
  row: InputDraft;
  /** Null where the workflow does not declare it. */
  input: WorkflowInput | null;
  isDeclared: boolean;
  variables: readonly ListedVariable[];
  problem: string | undefined;
};

function InputRow({ row, input, isDeclared, variables, problem }: InputRowProps) {
  const id = useId();
  const values = valuesOf(input);
  const said = [problem ? `${id}-refusal` : "", `${id}-hint`].filter(Boolean).join(" ");
  return (
    <li className="min-w-0">
      <input type="hidden" name="inputName" value={row.name} />
      <label htmlFor={id} className="mb-1.5 flex items-baseline gap-1.5 font-medium font-mono text-small">
        {row.name}
        <span className="font-normal font-sans text-ink-3">{input?.isRequired ? "required" : "optional"}</span>
      </label>
      <input
        id={id}
        name="inputValue"
        defaultValue={row.value}
        list={values.length > 0 ? `${id}-values` : VARIABLES_ID}
        placeholder={input?.default ?? ""}
        autoComplete="off"
        aria-invalid={problem ? true : undefined}
        aria-describedby={said}
        className={classNames(CONTROL, "h-8 px-[9px] font-mono text-small max-sm:h-9")}
      />
      {values.length > 0 ? (
        <datalist id={`${id}-values`}>
          {values.map((value) => (
            <option key={value} value={value} />
          ))}
          {variables.map(variableOption)}
        </datalist>
      ) : null}
      {problem ? (
        <p
          id={`${id}-refusal`}
          role="alert"
          data-field-refusal=""
          className="mt-1.5 break-words text-critical text-small"
        >
          {problem}
        </p>
      ) : null}
      <p id={`${id}-hint`} className="mt-1.5 break-words text-ink-3 text-small">
        {hintOf(input, isDeclared)}
      </p>
    </li>
  );
}

function valuesOf(input: WorkflowInput | null): readonly string[] {
  if (input?.type === "boolean") {
    return ["true", "false"];
  }
  return input?.type === "choice" ? input.options : [];
}

function hintOf(input: WorkflowInput | null, isDeclared: boolean): string {
  if (input === null) {
    return isDeclared ? "Not declared there: GitHub refuses it. Empty it to leave it out." : "As it was saved.";
  }
  const values = valuesOf(input);
  const kind = values.length > 0 ? `One of ${values.slice(0, 8).join(", ")}.` : KIND_WORDS[input.type];
  return [input.description.slice(0, 120), kind].filter(Boolean).join(" ");
}

const KIND_WORDS = {
  string: "",
  boolean: "",
  choice: "",
  number: "A number.",
  environment: "An environment of the repository.",
} as const satisfies Record<WorkflowInput["type"], string>;
