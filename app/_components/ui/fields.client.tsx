"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { useFormState } from "../form-state.client";
import { classNames } from "./class-names";
import { CONTROL } from "./control";

type Labelled = {
  name: string;
  label: ReactNode;
  /** Quiet words after the label: "optional". */
  note?: ReactNode;
  hint?: ReactNode;
  className?: string;
  /** Classes of the control itself: `font-mono` for names. */
  controlClassName?: string;
};

type Tied = ReturnType<typeof useTied>;

/** What ties a control to its label, its hint and the refusal of the form that it stands in. */
function useTied(name: string, hasHint: boolean) {
  const id = useId();
  const { state } = useFormState();
  const refusal = state.kind === "refused" && state.field === name ? state.message : null;
  const said = [refusal === null ? "" : `${id}-refusal`, hasHint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return {
    id,
    refusal,
    /** What was typed before a page without JavaScript was made anew. */
    typed: state.kind === "idle" ? undefined : state.values?.[name],
    aria: { id, "aria-invalid": refusal === null ? undefined : true, "aria-describedby": said || undefined },
  };
}

/** Whether it was ticked before a page without JavaScript was made anew; null where nothing was sent. */
function useTicked(name: string, value: string): boolean | null {
  const { state } = useFormState();
  if (state.kind === "idle" || state.values === undefined) {
    return null; // An unticked box is not sent: its absence says so only beside what was.
  }
  return name.endsWith("[]") ? (state.lists?.[name] ?? []).includes(value) : state.values[name] === value;
}

function Labels({
  tied,
  label,
  note,
  hint,
  className,
  children,
}: Omit<Labelled, "name"> & { tied: Tied; children: ReactNode }) {
  return (
    <div className={classNames("flex min-w-0 flex-col", className)}>
      <label htmlFor={tied.id} className="mb-1.5 flex items-baseline gap-1.5 font-medium text-small">
        {label}
        {note ? <span className="font-normal text-ink-3">{note}</span> : null}
      </label>
      {children}
      <Said tied={tied} hint={hint} />
    </div>
  );
}

function Said({ tied, hint }: { tied: Tied; hint: ReactNode }) {
  return (
    <>
      {tied.refusal === null ? null : (
        <p
          id={`${tied.id}-refusal`}
          role="alert"
          data-field-refusal=""
          className="mt-1.5 break-words text-critical text-small"
        >
          {tied.refusal}
        </p>
      )}
      {hint ? (
        <p id={`${tied.id}-hint`} className="mt-1.5 text-ink-3 text-small">
          {hint}
        </p>
      ) : null}
    </>
  );
}

export type TextFieldProps = Labelled & Omit<ComponentProps<"input">, "name" | "id" | "className">;

/** A line of text. */
export function TextField({ label, note, hint, className, controlClassName, ...rest }: TextFieldProps) {
  const tied = useTied(rest.name, Boolean(hint));
  return (
    <Labels tied={tied} label={label} note={note} hint={hint} className={className}>
      <input
        autoComplete="off"
        {...rest}
        {...tied.aria}
        defaultValue={rest.value === undefined ? (tied.typed ?? rest.defaultValue) : undefined}
        className={classNames(CONTROL, "h-8 px-[9px] max-sm:h-9", controlClassName)}
      />
    </Labels>
  );
}

export type TextAreaFieldProps = Labelled & Omit<ComponentProps<"textarea">, "name" | "id" | "className">;

/** Some lines of text. */
export function TextAreaField({ label, note, hint, className, controlClassName, ...rest }: TextAreaFieldProps) {
  const tied = useTied(rest.name, Boolean(hint));
  return (
    <Labels tied={tied} label={label} note={note} hint={hint} className={className}>
      <textarea
        rows={4}
        {...rest}
        {...tied.aria}
        defaultValue={rest.value === undefined ? (tied.typed ?? rest.defaultValue) : undefined}
        className={classNames(CONTROL, "px-[9px] py-1.5", controlClassName)}
      />
    </Labels>
  );
}

export type Choice = { value: string; label: string; isDisabled?: boolean };
export type SelectFieldProps = Labelled & { choices: readonly Choice[] } & Omit<
    ComponentProps<"select">,
    "name" | "id" | "className"
  >;

/** One of some choices, by the browser's own list. */
export function SelectField({ label, note, hint, className, controlClassName, choices, ...rest }: SelectFieldProps) {
  const tied = useTied(rest.name, Boolean(hint));
  return (
    <Labels tied={tied} label={label} note={note} hint={hint} className={className}>
      <select
        {...rest}
        {...tied.aria}
        defaultValue={rest.value === undefined ? (tied.typed ?? rest.defaultValue) : undefined}
        className={classNames(CONTROL, "h-8 px-[7px] max-sm:h-9", controlClassName)}
      >
        {choices.map(({ value, label: words, isDisabled }) => (
          <option key={value} value={value} disabled={isDisabled}>
            {words}
          </option>
        ))}
      </select>
    </Labels>
  );
}

export type CheckFieldProps = Omit<Labelled, "note"> &
  Omit<ComponentProps<"input">, "name" | "id" | "type" | "className">;

/** Yes or no. The label stands behind the box. */
export function CheckField({ label, hint, className, controlClassName, ...rest }: CheckFieldProps) {
  const tied = useTied(rest.name, Boolean(hint));
  const ticked = useTicked(rest.name, String(rest.value ?? "on"));
  return (
    <div className={classNames("min-w-0", className)}>
      <label htmlFor={tied.id} className="flex min-h-7 items-center gap-2 max-sm:min-h-9">
        <input
          {...rest}
          {...tied.aria}
          {...(rest.checked === undefined ? { defaultChecked: ticked ?? rest.defaultChecked } : {})}
          type="checkbox"
          className={classNames("size-4 shrink-0 accent-ink", controlClassName)}
        />
        <span className="min-w-0">{label}</span>
      </label>
      <Said tied={tied} hint={hint} />
    </div>
  );
}
