import type { Route } from "next";
import { Segments } from "@/app/_components/ui/tabs";
import { SOURCE_LABEL } from "@/lib/core/launch-form";
import type { JobSourceType } from "@/lib/core/launch-job";

const KINDS = ["command", "git", "image"] as const satisfies readonly JobSourceType[];

const WORDS = {
  command: "A program that is on the agent's machine already. For process queues.",
  git: "A repository that the agent checks out, and a program in it. For process queues.",
  image: "A container image. For Docker and Kubernetes queues.",
} as const satisfies Record<JobSourceType, string>;

type SourceKindsProps = { chosen: JobSourceType; hrefOf: (kind: JobSourceType) => Route };

/** Which kind of thing a job runs: the address says it, so that it is chosen before JavaScript, too. */
export function SourceKinds({ chosen, hrefOf }: SourceKindsProps) {
  return (
    <div className="flex flex-col items-start gap-2 px-6 pb-4 max-sm:px-4">
      <Segments
        label="What it runs"
        tabs={KINDS.map((kind) => ({ href: hrefOf(kind), label: SOURCE_LABEL[kind], isCurrent: kind === chosen }))}
      />
      <p className="max-w-[76ch] text-ink-2">{WORDS[chosen]} Workflows on GitHub are told of any.</p>
    </div>
  );
}
