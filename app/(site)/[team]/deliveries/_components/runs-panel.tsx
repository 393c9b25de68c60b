import { REMOTE_LOOK } from "@/app/_components/delivery-state";
import { LAUNCH_LOOK } from "@/app/_components/launch-state";
import { RunDuration, RunFailure, RunLink } from "@/app/_components/run-words";
import { Time } from "@/app/_components/time";
import { Note } from "@/app/_components/ui/note";
import { StateMark } from "@/app/_components/ui/state-mark";
import type { DeliveryView } from "@/lib/core/delivery";
import { CONCLUSION_WORDS, type RunView } from "@/lib/core/github-run";
import { REPORT_WORDS, type ReportKind, type ReportView } from "@/lib/core/run-report";

/** What the delivery started on GitHub or in a queue, and where else that is told. Not there where nothing is known of either. */
export function RunsPanel({ delivery: { runs, reports } }: { delivery: Pick<DeliveryView, "runs" | "reports"> }) {
  if (runs.length === 0 && reports.length === 0) {
    return null;
  }
  const isMessage = runs.length === 0 && reports.every(({ kind }) => kind === "slack");
  return (
    <section aria-labelledby="runs-title" className="border-line border-b px-[18px] py-3.5">
      <h3 id="runs-title" className="mb-2 font-semibold">
        {titleOf(isMessage, runs)}
      </h3>
      {runs.length === 0 && !isMessage ? <p className="text-ink-3">None is known yet.</p> : null}
      <ul className="flex flex-col gap-3">
        {runs.map((run) => (
          <RunEntry key={run.id} run={run} />
        ))}
      </ul>
      {reports.length === 0 ? null : (
        <ul aria-label="Told elsewhere" className="mt-3 flex flex-col gap-2">
          {reports.map((report) => (
            <ReportEntry key={report.kind} report={report} />
          ))}
        </ul>
      )}
    </section>
  );
}

function titleOf(isMessage: boolean, runs: readonly RunView[]): string {
  if (isMessage) {
    return "Kept up to date";
  }
  if (runs[0]?.launch) {
    return "Run";
  }
  return runs.length > 1 ? `${runs.length} workflow runs` : "Workflow run";
}

function RunEntry({ run }: { run: RunView }) {
  const words = run.conclusion && !run.launch ? CONCLUSION_WORDS[run.conclusion] : null;
  return (
    <li>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <StateMark look={run.launch ? LAUNCH_LOOK[run.launch.state] : REMOTE_LOOK[run.state]} form="filled" />
        <RunLink run={run} hasAttempt={false} className="font-medium" />
        <span className="text-ink-3 text-small">
          {run.launch ? `run ${run.id}` : `attempt ${run.attempt} of run ${run.id}`}
        </span>
        <span className="ml-auto flex items-baseline gap-2.5 whitespace-nowrap text-ink-2 tabular-nums">
          <RunDuration run={run} />
          {run.startedAt ? <Time at={run.startedAt} className="text-ink-3 text-small" /> : null}
        </span>
      </div>
      {run.state === "failed" ? (
        <p className="mt-1.5 text-ink-2">
          <RunFailure run={run} />
        </p>
      ) : null}
      {run.state !== "failed" && words ? <p className="mt-1.5 text-ink-2">{words}</p> : null}
    </li>
  );
}

const REPORT_NAME = {
  deployment: "The deployment on GitHub",
  check: "The check on the source commit",
  slack: "The Slack message",
} as const satisfies Record<ReportKind, string>;

function ReportEntry({ report: { kind, isTold, problem } }: { report: ReportView }) {
  if (problem) {
    return (
      <li>
        <Note tone="caution" title={`${REPORT_NAME[kind]} could not be updated.`}>
          {REPORT_WORDS[problem]}
        </Note>
      </li>
    );
  }
  return (
    <li className="text-ink-2">
      {REPORT_NAME[kind]} {isTold ? "follows the run." : "follows the run once there is one."}
    </li>
  );
}
