"use client";

import type { ReactNode } from "react";
import { useFormState } from "@/app/_components/form-state.client";

export type SourceChoiceProps = {
  from: "artifact" | "uri";
  /** Another way, which is a page of its own. */
  children: ReactNode;
};

/** Which kind of source: the form shows the fields of the one that is chosen, by style alone. */
export function SourceChoice({ from, children }: SourceChoiceProps) {
  const { state } = useFormState();
  const chosen = (state.kind === "refused" ? state.values?.from : undefined) ?? from;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-small">What to link</legend>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <Radio value="artifact" label="An artifact of a project" isChosen={chosen === "artifact"} />
        <Radio value="uri" label="An address" isChosen={chosen === "uri"} />
        {children}
      </div>
    </fieldset>
  );
}

function Radio({ value, label, isChosen }: { value: string; label: string; isChosen: boolean }) {
  return (
    <label className="inline-flex min-h-7 items-center gap-2 max-sm:min-h-9">
      <input type="radio" name="from" value={value} defaultChecked={isChosen} className="size-4 accent-ink" />
      {label}
    </label>
  );
}
