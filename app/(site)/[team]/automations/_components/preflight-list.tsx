import { CircleCheck, CircleHelp, CircleX, LoaderCircle, type LucideIcon, TriangleAlert } from "lucide-react";
import type { Route } from "next";
import { TimeText } from "@/app/_components/time.client";
import { classNames } from "@/app/_components/ui/class-names";
import { TextLink } from "@/app/_components/ui/text-link";
import type { PreflightCheck } from "@/lib/core/preflight-facts";
import type { GitHubLook } from "./wizard-view";

const LOOK = {
  ok: { icon: CircleCheck, word: "Right", className: "text-positive-mark" },
  problem: { icon: CircleX, word: "Problem", className: "text-critical" },
  advice: { icon: TriangleAlert, word: "Advice", className: "text-caution" },
  unknown: { icon: CircleHelp, word: "Unknown", className: "text-ink-3" },
} as const satisfies Record<PreflightCheck["state"], { icon: LucideIcon; word: string; className: string }>;

export type PreflightListProps = { look: GitHubLook | null; isAsking: boolean; settingsHref: string };

/** Whether GitHub would start something, cause by cause. Nothing here blocks: an automation may be made before its workflow. */
export function PreflightList({ look, isAsking, settingsHref }: PreflightListProps) {
  return (
    <section aria-label="Preflight" aria-busy={isAsking} className="min-w-0 rounded-panel border border-line">
      <div aria-live="polite">
        <ul>
          {look ? (
            look.checks.map((check, index) => (
              <Check
                key={`${check.code} ${check.message}`}
                check={check}
                settingsHref={settingsHref}
                checkedAtMs={index === 0 ? look.checkedAtMs : null}
              />
            ))
          ) : (
            <li className="px-3 py-2 text-ink-3 text-small">
              {isAsking ? "Asking GitHub…" : "Choose a repository: what GitHub says about it stands here."}
            </li>
          )}
        </ul>
      </div>
      <p className="flex items-center gap-2 border-line border-t px-3 py-1.5 text-ink-3 text-small">
        {isAsking ? <LoaderCircle aria-hidden="true" className="size-3.5 animate-spin" /> : null}
        <span>{isAsking ? "Looking again" : "An automation can be made before its workflow is there."}</span>
        <button
          type="submit"
          name="intent"
          value="check"
          formNoValidate
          className="ml-auto text-accent underline-offset-3 hover:underline max-sm:py-2"
        >
          Check again
        </button>
      </p>
    </section>
  );
}

type CheckProps = { check: PreflightCheck; settingsHref: string; checkedAtMs: number | null };

function Check({ check: { state, message, remedy }, settingsHref, checkedAtMs }: CheckProps) {
  const { icon: Icon, word, className } = LOOK[state];
  return (
    <li className="flex min-w-0 items-start gap-2.5 border-line px-3 py-2 text-small [&+li]:border-t">
      <Icon role="img" aria-label={word} className={classNames("mt-px size-3.5 shrink-0", className)} />
      <span className="flex min-w-0 flex-1 flex-wrap gap-x-3 gap-y-0.5">
        <span className="min-w-0 flex-1 break-words">{message}</span>
        {remedy ? <Remedy remedy={remedy} settingsHref={settingsHref} /> : null}
      </span>
      {checkedAtMs === null ? null : (
        <span className="shrink-0 text-ink-3 max-sm:hidden">
          checked <TimeText at={new Date(checkedAtMs).toISOString()} form="clock" renderedAtMs={checkedAtMs} />
        </span>
      )}
    </li>
  );
}

function Remedy({ remedy, settingsHref }: { remedy: NonNullable<PreflightCheck["remedy"]>; settingsHref: string }) {
  return "href" in remedy ? (
    <a
      href={remedy.href}
      target="_blank"
      rel="noreferrer"
      className="shrink-0 text-accent underline-offset-3 hover:underline"
    >
      {remedy.label}
    </a>
  ) : (
    <TextLink href={settingsHref as Route} className="shrink-0">
      {remedy.label}
    </TextLink>
  );
}
