import { CircleCheck, CircleX } from "lucide-react";
import { classNames } from "./ui/class-names";

export type ScheduleStep = {
  /** How long after the one before: `now`, `5 s`, `5 min`. */
  label: string;
  state: "failed" | "delivered" | "next" | "to_come";
};

const SAID = {
  failed: "failed",
  delivered: "delivered",
  next: "next",
  to_come: "to come",
} as const satisfies Record<ScheduleStep["state"], string>;

/** The tries of the schedule as dots on a line. */
export function AttemptSchedule({ steps }: { steps: readonly ScheduleStep[] }) {
  return (
    <ol aria-label="Attempt schedule" className="grid grid-cols-10 gap-y-3 max-sm:grid-cols-5">
      {steps.map((step, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a try is known by its place; two may wait equally long.
          key={index}
          className={classNames(
            "relative flex flex-col items-center gap-1.5 text-[11px] leading-[14px] tabular-nums",
            step.state === "next" ? "font-medium text-caution" : "text-ink-3",
            index > 0 &&
              "before:absolute before:top-[6.5px] before:right-[calc(50%+9px)] before:left-[calc(-50%+9px)] before:h-px before:bg-line-strong",
            index % 5 === 0 && "max-sm:before:hidden",
            index % 10 === 0 && "sm:before:hidden",
          )}
        >
          <StepDot state={step.state} />
          <span>
            {step.label}
            <span className="sr-only">, {SAID[step.state]}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function StepDot({ state }: { state: ScheduleStep["state"] }) {
  if (state === "failed") {
    return <CircleX aria-hidden="true" className="size-3.5 text-critical-mark" />;
  }
  if (state === "delivered") {
    return <CircleCheck aria-hidden="true" className="size-3.5 text-positive-mark" />;
  }
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "size-3.5 rounded-full bg-surface",
        state === "next" ? "border-4 border-caution-mark" : "border-[1.5px] border-line-strong",
      )}
    />
  );
}
