import type { Metadata } from "next";
import { runsRefreshMs } from "@/app/_components/launch-state";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { runPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { refusalFor } from "@/app/_server/who-can";
import { isEnded, RUN_KEPT_DAYS } from "@/lib/core/launch-run";
import { LogView } from "../_components/log-view.client";
import { type RunParams, readRunPage, requireRun } from "../_components/read-run";
import { RunHead } from "../_components/run-head";
import { RunSide } from "../_components/run-side";
import { RunSteps } from "../_components/run-steps";

type RunProps = { params: RunParams };

export async function generateMetadata({ params }: RunProps): Promise<Metadata> {
  return { title: `Run ${(await params).run}` };
}

export default async function RunPage({ params }: RunProps) {
  const { scope, run } = await requireRun(params);
  const [view, protectedNames, refusal] = await Promise.all([
    readRunPage(scope, run),
    protectedAliasNames(scope),
    refusalFor(scope, "run.operate"),
  ]);
  const team = scope.teamName;
  const isProtected = protectedNames.has(view.event?.alias ?? "");
  return (
    <>
      <RunHead team={team} run={run} event={view.event} isProtected={isProtected} refusal={refusal} />
      <RunSteps run={run} />
      <div className="grid grid-cols-[minmax(0,1fr)_320px] items-start gap-5 px-6 pb-10 max-lg:grid-cols-1 max-sm:px-4 max-sm:pb-6">
        <div className="min-w-0">
          <LogView
            key={run.id}
            linesUrl={runPath(team, run.number, "lines")}
            downloadUrl={runPath(team, run.number, "log")}
            given={view.log}
            bytes={run.log.bytes}
            keptDays={RUN_KEPT_DAYS}
          />
          {isEnded(run.state) ? null : (
            <p className="mt-2 flex justify-end">
              <LiveRefresh everyMs={runsRefreshMs([run])} parts={["runs"]} label="State is live" />
            </p>
          )}
        </div>
        <RunSide team={team} run={run} view={view} isProtected={isProtected} />
      </div>
    </>
  );
}
