import { Bell, CircleCheck, CirclePause, CircleQuestionMark, CircleX, type LucideIcon, Repeat } from "lucide-react";
import type { Route } from "next";
import { Link } from "@/app/_components/ui/link.client";
import { automationPath, deliveriesPath, settingsPath } from "@/app/_server/paths";
import { GAVE_UP_TOLD_DAYS, type Notice } from "@/lib/core/notice";
import { formatBounded, formatCount } from "./format";
import { classNames } from "./ui/class-names";

const POPOVER_ID = "notices";

/** The bell: what goes on only once a person has looked, in the browser's own popover: it works before JavaScript. */
export function Notices({ team, notices }: { team: string; notices: readonly Notice[] }) {
  const words = notices.length === 0 ? "Notices: none" : `Notices: ${formatCount(notices.length)} need a person`;
  return (
    <>
      <button
        type="button"
        popoverTarget={POPOVER_ID}
        aria-label={words}
        data-command="Show notices"
        className="relative grid size-7 place-items-center rounded-control text-ink-2 hover:bg-hover max-sm:size-9"
      >
        <Bell aria-hidden="true" className="size-4" strokeWidth={1.8} />
        {notices.length === 0 ? null : (
          <span
            aria-hidden="true"
            className="absolute -top-px -right-px grid h-3.5 min-w-3.5 place-items-center rounded-full bg-caution px-[3px] font-semibold text-[9px] text-surface leading-none tabular-nums"
          >
            {notices.length}
          </span>
        )}
      </button>
      <section
        id={POPOVER_ID}
        popover="auto"
        aria-label="Notices"
        className="fixed inset-auto top-[42px] right-2 max-h-[70vh] w-[360px] max-w-[calc(100vw-16px)] overflow-auto rounded-panel bg-raised p-1 text-ink shadow-float open:animate-appear"
      >
        <h2 className="border-line border-b px-2 py-1.5 font-medium">Needs a person</h2>
        {notices.length === 0 ? (
          <p className="flex items-start gap-2 px-2 py-2.5 text-ink-2">
            <CircleCheck aria-hidden="true" className="mt-[3px] size-3.5 shrink-0 text-positive-mark" />
            Nothing does. Deliveries that give up or are unknown, runs that failed, and what was paused, are told here.
          </p>
        ) : (
          <ul className="mt-1">
            {notices.map((notice) => (
              <NoticeLine key={keyOf(notice)} {...lineOf(team, notice)} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

type Line = { href: Route; icon: LucideIcon; tone: "caution" | "critical"; title: string; words: string };

function NoticeLine({ href, icon: Icon, tone, title, words }: Line) {
  return (
    <li>
      <Link href={href} className="flex items-start gap-2 rounded-chip px-2 py-1.5 hover:bg-hover">
        <Icon
          aria-hidden="true"
          className={classNames(
            "mt-[3px] size-3.5 shrink-0",
            tone === "critical" ? "text-critical-mark" : "text-caution-mark",
          )}
        />
        <span className="min-w-0 break-words">
          <span className="font-medium">{title}</span>
          <span className="block text-ink-3 text-small">{words}</span>
        </span>
      </Link>
    </li>
  );
}

function lineOf(team: string, notice: Notice): Line {
  if (notice.kind === "automation") {
    return {
      href: automationPath(team, notice.id),
      icon: Repeat,
      tone: "caution",
      title: `${notice.name} is paused`,
      words: "It set itself off again and again. Mend it, then resume it.",
    };
  }
  if (notice.kind === "webhook") {
    return {
      href: settingsPath(team, "webhooks", [notice.id]),
      icon: CirclePause,
      tone: "caution",
      title: `The webhook ${notice.name} is paused`,
      words: `${notice.reason ?? "It was paused."} Its deliveries wait.`,
    };
  }
  if (notice.kind === "runs") {
    return {
      href: deliveriesPath(team, { run: "failed" }),
      icon: CircleX,
      tone: "critical",
      title: `${formatBounded(notice.count)} workflow ${notice.count === 1 ? "run" : "runs"} failed`,
      words: `In the last ${GAVE_UP_TOLD_DAYS} days. Open the run, mend what failed, then rerun it on GitHub.`,
    };
  }
  const isUnknown = notice.state === "unknown";
  return {
    href: deliveriesPath(team, { state: notice.state }),
    icon: isUnknown ? CircleQuestionMark : CircleX,
    tone: isUnknown ? "caution" : "critical",
    title: isUnknown
      ? `${formatBounded(notice.count)} ${notice.count === 1 ? "delivery is" : "deliveries are"} unknown`
      : `${formatBounded(notice.count)} ${notice.count === 1 ? "delivery" : "deliveries"} gave up`,
    words: isUnknown
      ? "They may have arrived. Look at the target, then redeliver or leave them."
      : `In the last ${GAVE_UP_TOLD_DAYS} days. Mend the target, then recover them.`,
  };
}

function keyOf(notice: Notice): string {
  if (notice.kind === "runs") {
    return "runs";
  }
  return notice.kind === "deliveries" ? notice.state : notice.id;
}
