"use client";

import { type ChangeEvent, useState, useTransition } from "react";
import { useFormState } from "@/app/_components/form-state.client";
import { Button } from "@/app/_components/ui/button";
import { TextField } from "@/app/_components/ui/fields.client";
import { suggestArtifacts } from "../actions";

export type ArtifactFieldsProps = {
  team: string;
  projects: readonly string[];
  /** What the address says already, and what may be chosen after that. */
  asked: { project: string; artifact: string };
  suggested: { names: readonly string[]; numbers: readonly number[] };
  /** The page that holds this form: before JavaScript it is asked again with what was chosen so far. */
  pageHref: string;
  /** True where a dialog's first field is this one's. */
  isFirst: boolean;
};

/** Project, then artifact, then number: each offers what the ones before leave to choose, while one types. */
export function ArtifactFields({ team, projects, asked, suggested, pageHref, isFirst }: ArtifactFieldsProps) {
  const { state } = useFormState();
  const typed = state.kind === "refused" ? state.values : undefined; // Before JavaScript the page was made anew.
  const [named, setNamed] = useState({
    project: typed?.project ?? asked.project,
    artifact: typed?.artifact ?? asked.artifact,
  });
  const [choices, setChoices] = useState(suggested);
  const [, startReading] = useTransition();

  function name(change: Partial<typeof asked>): void {
    const next = { ...named, ...change };
    setNamed(next);
    if (projects.includes(next.project)) {
      startReading(async () => {
        const found = await suggestArtifacts(team, next.project, next.artifact);
        startReading(() => setChoices(found));
      });
    }
  }

  const mono = "font-mono text-small";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_88px] items-start gap-2 max-sm:grid-cols-1">
      <TextField
        name="project"
        label="Project"
        list="link-projects"
        value={named.project}
        onChange={(event: ChangeEvent<HTMLInputElement>) => name({ project: event.target.value, artifact: "" })}
        data-focus-first={isFirst ? "" : undefined}
        controlClassName={mono}
      />
      <TextField
        name="artifact"
        label="Artifact"
        list="link-artifacts"
        value={named.artifact}
        onChange={(event: ChangeEvent<HTMLInputElement>) => name({ artifact: event.target.value })}
        controlClassName={mono}
      />
      <TextField
        name="number"
        label="Number"
        list="link-numbers"
        placeholder={choices.numbers[0] === undefined ? "newest" : `v${choices.numbers[0]}`}
        controlClassName={mono}
      />
      <Options id="link-projects" values={projects} />
      <Options id="link-artifacts" values={choices.names} />
      <Options id="link-numbers" values={choices.numbers.map((number) => `v${number}`)} />
      <div className="col-span-full hidden noscript:block">
        <Button type="submit" size="small" formMethod="get" formAction={pageHref} formNoValidate>
          Show what there is to choose
        </Button>
        {choices.names.length > 0 ? (
          <p className="mt-1.5 break-words text-ink-3 text-small">In this project: {choices.names.join(", ")}.</p>
        ) : null}
      </div>
    </div>
  );
}

function Options({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  );
}
