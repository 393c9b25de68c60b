import { initialsOf } from "../format";
import { classNames } from "./class-names";

/** A person's or token's initials. The name stands beside it, or in the control around it. */
export function Avatar({ name, size = "normal" }: { name: string; size?: "normal" | "small" }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "grid shrink-0 place-items-center rounded-full border border-line-strong bg-sunken font-semibold text-ink-2 leading-none",
        size === "small" ? "size-[18px] text-[8px]" : "size-[22px] text-[9.5px]",
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
