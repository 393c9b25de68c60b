import { CircleCheck, CircleDashed } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Panel, PanelHead } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";

export type SetupStep = { title: string; words: ReactNode; isDone: boolean; href?: Route };

/** What makes a team ready. Each ticks itself once it is so. */
export function SetupSteps({ team, steps }: { team: string; steps: readonly SetupStep[] }) {
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Panel aria-labelledby="setup-title" className="self-start">
      <PanelHead titleId="setup-title" title={`Set up ${team}`}>
        <span className="text-ink-3 text-small tabular-nums">
          {done} of {steps.length}
        </span>
      </PanelHead>
      <ol className="px-3.5">
        {steps.map(({ title, words, isDone, href }) => (
          <li key={title} className="flex gap-2.5 border-line border-t py-2.5 first:border-t-0">
            {isDone ? (
              <CircleCheck aria-hidden="true" className="mt-[3px] size-3.5 shrink-0 text-positive-mark" />
            ) : (
              <CircleDashed aria-hidden="true" className="mt-[3px] size-3.5 shrink-0 text-ink-3" />
            )}
            <div className="min-w-0">
              <StepTitle title={title} isDone={isDone} href={href} />
              <p className="text-ink-3 text-small">{words}</p>
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function StepTitle({ title, isDone, href }: Pick<SetupStep, "title" | "isDone"> & { href: Route | undefined }) {
  if (isDone) {
    return (
      <p className="text-ink-3 line-through">
        {title}
        <span className="sr-only">, done</span>
      </p>
    );
  }
  return href === undefined ? (
    <p className="font-medium">{title}</p>
  ) : (
    <TextLink href={href} className="font-medium">
      {title}
    </TextLink>
  );
}
