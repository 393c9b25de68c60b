import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

const CONTROL =
  "w-full min-w-0 rounded-control border border-line-strong bg-surface text-base text-ink placeholder:text-ink-3 focus-visible:border-accent focus-visible:rounded-control focus-visible:outline-[3px] focus-visible:outline-accent/20 focus-visible:outline-offset-0 disabled:text-ink-off aria-[invalid=true]:border-critical-mark dark:bg-sunken";

export type FieldProps = {
  /** The control's id; hint and error hang on it as `<id>-hint` and `<id>-error`. */
  id: string;
  label: ReactNode;
  note?: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  children: ReactNode;
};

/** A labelled control. Give the control `{...fieldProps(id, error)}` so that it is tied to what is said about it. */
export function Field({ id, label, note, hint, error, className, children }: FieldProps) {
  return (
    <div className={classNames("flex flex-col", className)}>
      <label htmlFor={id} className="mb-1.5 flex items-baseline gap-1.5 font-medium text-small">
        {label}
        {note ? <span className="font-normal text-ink-3">{note}</span> : null}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-critical text-small">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-ink-3 text-small">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** The attributes that tie a control to its label, hint and error. A missing hint's id is harmless. */
export function fieldProps(id: string, error?: string) {
  return {
    id,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error ? `${id}-error ${id}-hint` : `${id}-hint`,
  };
}

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={classNames(CONTROL, "h-8 px-[9px] max-sm:h-9", className)} />;
}

export type FilterInputProps = Omit<ComponentProps<"input">, "type"> & {
  label: string;
  icon: ReactNode;
  end?: ReactNode;
};

/** A 28 px field with an icon, in a toolbar: its label is for screen readers, its placeholder says the same. */
export function FilterInput({ label, icon, end, className, ...rest }: FilterInputProps) {
  return (
    <span className={classNames("relative flex min-w-0", className)}>
      <span className="pointer-events-none absolute inset-y-0 left-[9px] flex items-center text-ink-3 [&_svg]:size-3.5">
        {icon}
      </span>
      <input
        type="search"
        placeholder={label}
        aria-label={label}
        {...rest}
        className={classNames(CONTROL, "h-7 pr-8 pl-[30px] max-sm:h-9")}
      />
      {end ? <span className="pointer-events-none absolute inset-y-0 right-[5px] flex items-center">{end}</span> : null}
    </span>
  );
}
