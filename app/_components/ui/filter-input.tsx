import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { CONTROL } from "./control";

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
