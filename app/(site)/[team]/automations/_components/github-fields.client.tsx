"use client";

import type { Route } from "next";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { classNames } from "@/app/_components/ui/class-names";
import { CheckField, SelectField, TextField } from "@/app/_components/ui/fields.client";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import type { AutomationDraft } from "@/lib/core/automation-draft";
import type { DraftProblem } from "@/lib/core/draft-problem";
import type { ListedVariable } from "@/lib/core/variable-list";
import { PreflightList } from "./preflight-list";
import type { GitHubLook, GitHubOptions, WorkflowChoice } from "./wizard-view";
import { WorkflowInputs } from "./workflow-inputs.client";

export type GitHubFieldsProps = {
  draft: AutomationDraft;
  options: GitHubOptions;
  look: GitHubLook | null;
  isAsking: boolean;
  variables: readonly ListedVariable[];
  problems: readonly DraftProblem[];
  onDispatchKind: (kind: AutomationDraft["dispatchKind"]) => void;
  onChange: () => void;
};

/** Which repository, what is started there and with what, and what GitHub says of it. */
export function GitHubFields(props: GitHubFieldsProps) {
  const { draft, options, look, isAsking, variables, problems, onDispatchKind, onChange } = props;
  const [kind, setKind] = useState(draft.dispatchKind);
  const [workflow, setWorkflow] = useState(draft.workflow);
  if (options.repositories.length === 0 && draft.repository === "") {
    return <NotConnected options={options} problem={problems.find(({ field }) => field === "repository")?.message} />;
  }

  function choose(next: AutomationDraft["dispatchKind"]): void {
    setKind(next);
    onDispatchKind(next);
    onChange();
  }

  return (
    <div className="flex min-w-0 flex-col gap-4">
      {options.isSandbox ? (
        <Note title="Sandbox.">This GitHub is an emulated one on this machine: nothing reaches the real one.</Note>
      ) : null}
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <RepositoryField draft={draft} options={options} />
        <DispatchKinds kind={kind} onChoose={choose} />
      </div>
      <div className={kind === "repository" ? "" : "hidden noscript:block"}>
        <TextField
          name="dispatchType"
          label="Event type"
          hint="Each workflow on the default branch that listens for this type is started."
          defaultValue={draft.dispatchType}
          maxLength={100}
          placeholder="model_promoted"
          list="listened-types"
          controlClassName="font-mono text-small"
        />
        <datalist id="listened-types">
          {typesOf(look).map((type) => (
            <option key={type} value={type} />
          ))}
        </datalist>
      </div>
      <div className={classNames("flex flex-col gap-4", kind === "repository" && "hidden noscript:flex")}>
        <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          <WorkflowField
            value={workflow}
            choices={look?.workflows ?? []}
            onChoose={(next) => {
              setWorkflow(next);
              onChange();
            }}
          />
          <RefField draft={draft} look={look} />
        </div>
        <WorkflowInputs
          draft={draft}
          workflow={workflow}
          declared={look?.workflows.find(({ file }) => file === workflow)?.inputs ?? null}
          variables={variables}
          problems={problems}
        />
      </div>
      <PreflightList look={look} isAsking={isAsking} settingsHref={options.settingsHref} />
      <AlsoOnGitHub draft={draft} />
    </div>
  );
}

function RepositoryField({ draft, options }: Pick<GitHubFieldsProps, "draft" | "options">) {
  if (!options.hasAllRepositories) {
    return (
      <div className="min-w-0">
        <TextField
          name="repository"
          label="Repository"
          hint="One that the GitHub App is installed on, as owner/name."
          list="repository-names"
          defaultValue={draft.repository}
          controlClassName="font-mono text-small"
        />
        <datalist id="repository-names">
          {options.repositories.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
    );
  }
  const isKnown = draft.repository === "" || options.repositories.includes(draft.repository);
  return (
    <SelectField
      name="repository"
      label="Repository"
      hint={<TextLink href={options.settingsHref as Route}>Which repositories are offered</TextLink>}
      defaultValue={draft.repository}
      choices={[
        { value: "", label: "Choose a repository" },
        ...(isKnown ? [] : [{ value: draft.repository, label: draft.repository }]),
        ...options.repositories.map((name) => ({ value: name, label: name })),
      ]}
    />
  );
}

const KINDS = [
  { kind: "workflow", label: "One workflow" },
  { kind: "repository", label: "By event type" },
] as const;

type DispatchKindsProps = {
  kind: AutomationDraft["dispatchKind"];
  onChoose: (kind: AutomationDraft["dispatchKind"]) => void;
};

function DispatchKinds({ kind, onChoose }: DispatchKindsProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-small">Dispatch</legend>
      <span className="inline-flex max-w-full gap-px rounded-[7px] border border-line bg-sunken p-0.5">
        {KINDS.map((entry) => (
          <label
            key={entry.kind}
            className="flex h-7 cursor-pointer items-center rounded-[5px] px-[9px] font-medium text-ink-2 text-small hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line-strong),var(--lift-low)] has-focus-visible:outline-2 has-focus-visible:outline-accent max-sm:h-9 dark:has-checked:bg-raised"
          >
            <input
              type="radio"
              name="dispatchKind"
              value={entry.kind}
              checked={entry.kind === kind}
              onChange={() => onChoose(entry.kind)}
              className="sr-only noscript:not-sr-only noscript:mr-1.5"
            />
            {entry.label}
          </label>
        ))}
      </span>
      <p className="mt-1.5 text-ink-3 text-small">
        {kind === "workflow"
          ? "GitHub names the run that it starts, and refuses what the workflow does not take."
          : "GitHub starts whatever listens, and answers yes also where nothing does."}
      </p>
    </fieldset>
  );
}

type WorkflowFieldProps = { value: string; choices: readonly WorkflowChoice[]; onChoose: (file: string) => void };

/** Of a list while GitHub gave one that can be started; else typed, so that the preflight says what is wrong with it. */
function WorkflowField({ value, choices, onChoose }: WorkflowFieldProps) {
  const startable = choices.filter(({ inputs }) => inputs !== null);
  const shared = { name: "workflow", label: "Workflow", value } as const;
  if (startable.length === 0) {
    return (
      <div className="min-w-0">
        <TextField
          {...shared}
          hint={
            choices.length === 0
              ? "The file's name within .github/workflows. It must declare workflow_dispatch."
              : "None on the default branch can be started by name. Name the one that should be, to see why not."
          }
          onChange={(event) => onChoose(event.currentTarget.value)}
          placeholder="deploy.yml"
          {...(choices.length === 0 ? {} : { list: "workflow-files" })}
          controlClassName="font-mono text-small"
        />
        <datalist id="workflow-files">
          {choices.map(({ file }) => (
            <option key={file} value={file} />
          ))}
        </datalist>
      </div>
    );
  }
  const isKnown = value === "" || startable.some(({ file }) => file === value);
  return (
    <div className="min-w-0">
      <SelectField
        {...shared}
        hint="Those on the default branch that can be started by name."
        onChange={(event) => onChoose(event.currentTarget.value)}
        choices={[
          { value: "", label: "Choose a workflow" },
          ...(isKnown ? [] : [{ value, label: value }]),
          ...startable.map(({ file, name, isEnabled }) => ({
            value: file,
            label: `${name ? `${name} · ${file}` : file}${isEnabled ? "" : " (disabled)"}`,
          })),
        ]}
      />
      <Button type="submit" name="intent" value="look" size="small" className="mt-2 hidden noscript:inline-flex">
        Show its inputs
      </Button>
    </div>
  );
}

function RefField({ draft, look }: Pick<GitHubFieldsProps, "draft" | "look">) {
  return (
    <div className="min-w-0">
      <TextField
        name="ref"
        label="Ref"
        note="optional"
        hint="The branch or tag whose file is run."
        list="github-refs"
        defaultValue={draft.ref}
        maxLength={255}
        placeholder={look?.defaultBranch ?? "the default branch"}
        controlClassName="font-mono text-small"
      />
      <datalist id="github-refs">
        {(look?.refs ?? []).map((ref) => (
          <option key={ref} value={ref} />
        ))}
      </datalist>
    </div>
  );
}

/** What GitHub itself shows of a promotion, besides the run. */
function AlsoOnGitHub({ draft }: Pick<GitHubFieldsProps, "draft">) {
  return (
    <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
      <TextField
        name="environment"
        label="Deployment environment"
        note="optional"
        hint="Records a GitHub Deployment there, whose status follows the run."
        defaultValue={draft.environment}
        maxLength={255}
        placeholder="production"
      />
      <CheckField
        name="reportsCheck"
        value="yes"
        label="Tell the source commit how the run ended"
        hint="Where the version names a commit of this repository as its source."
        defaultChecked={draft.reportsCheck}
        className="sm:mt-5"
      />
    </div>
  );
}

type NotConnectedProps = { options: GitHubOptions; problem: string | undefined };

function NotConnected({ options: { hasApp, settingsHref, adminsOnly }, problem }: NotConnectedProps) {
  return (
    <Note
      tone={problem ? "critical" : "neutral"}
      isAlert={problem !== undefined}
      title={hasApp ? "The GitHub App is installed nowhere yet." : "There is no GitHub App yet."}
      action={
        adminsOnly === null ? (
          <TextLink href={settingsHref as Route} className="shrink-0">
            Open Settings, GitHub
          </TextLink>
        ) : null
      }
    >
      {hasApp
        ? "Install it on the account whose repositories hold the workflows; they are then offered here. "
        : "With it workflows start without anybody's token, and their result comes back to the version. "}
      {adminsOnly}
    </Note>
  );
}

function typesOf(look: GitHubLook | null): string[] {
  return [...new Set((look?.workflows ?? []).flatMap(({ types }) => types ?? []))];
}
