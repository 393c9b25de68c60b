import { CircleCheck, CircleX, Info, LoaderCircle, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import type { Tone } from "./tone";

type NoteTone = Exclude<Tone, "accent">;

const LOOK = {
  neutral: { icon: Info, className: "border-line bg-canvas dark:bg-sunken", iconClassName: "text-ink-3" },
  positive: {
    icon: CircleCheck,
    className: "border-positive-line bg-positive-soft",
    iconClassName: "text-positive",
  },
  caution: { icon: TriangleAlert, className: "border-caution-line bg-caution-soft", iconClassName: "text-caution" },
  critical: { icon: CircleX, className: "border-critical-line bg-critical-soft", iconClassName: "text-critical" },
  running: {
    icon: LoaderCircle,
    className: "border-running-line bg-running-soft",
    iconClassName: "animate-spin text-running",
  },
} as const satisfies Record<NoteTone, { icon: LucideIcon; className: string; iconClassName: string }>;

export type NoteProps = {
  tone?: NoteTone;
  /** The first, bold sentence: what is so. */
  title?: ReactNode;
  /** Announced at once. For what answers something the person just did. */
  isAlert?: boolean;
  /** A control at the end. */
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A word about the page's state: what, why, remedy. */
export function Note({ tone = "neutral", title, isAlert = false, action, className, children }: NoteProps) {
  const look = LOOK[tone];
  const Icon = look.icon;
  return (
    <div
      role={isAlert ? "alert" : undefined}
      className={classNames(
        "flex items-start gap-[9px] rounded-control border px-3 py-[9px] text-[12.5px] text-ink-2 leading-[18px]",
        look.className,
        className,
      )}
    >
      <Icon aria-hidden="true" className={classNames("mt-px size-[15px] shrink-0", look.iconClassName)} />
      <div className="min-w-0 flex-1 break-words">
        {title ? <b className="font-semibold text-ink">{title}</b> : null} {children}
      </div>
      {action}
    </div>
  );
}
