import { Layers, Package } from "lucide-react";
import Form from "next/form";
import { LAUNCH_LOOK } from "@/app/_components/launch-state";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { Button } from "@/app/_components/ui/button";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Segments } from "@/app/_components/ui/tabs";
import { TextLink } from "@/app/_components/ui/text-link";
import { type Query, runsPath } from "@/app/_server/paths";
import type { LaunchState, RunSearch } from "@/lib/core/launch-run";

/** What needs a person stands before what goes on by itself. */
const SEGMENTS = [
  "failed",
  "running",
  "claimed",
  "queued",
  "finished",
  "killed",
] as const satisfies readonly LaunchState[];

export type RunFilterProps = { team: string; search: RunSearch; refreshMs: number | null };

export function RunFilter({ team, search, refreshMs }: RunFilterProps) {
  const query = filterQuery(search);
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 pb-2.5 max-sm:px-4">
      <Segments
        label="State"
        tabs={[
          { href: runsPath(team, { ...query, state: undefined }), label: "All", isCurrent: search.state === undefined },
          ...SEGMENTS.map((state) => ({
            href: runsPath(team, { ...query, state }),
            label: LAUNCH_LOOK[state].label,
            isCurrent: search.state === state,
          })),
        ]}
      />
      <Form
        // The fields keep what was typed: another filter is another form.
        key={JSON.stringify(query)}
        action={runsPath(team)}
        role="search"
        aria-label="Runs"
        className="flex flex-wrap items-center gap-2 max-sm:w-full"
      >
        {search.state ? <input type="hidden" name="state" value={search.state} /> : null}
        {search.versionId ? <input type="hidden" name="versionId" value={search.versionId} /> : null}
        <FilterInput
          label="Job"
          name="job"
          defaultValue={search.job}
          icon={<Package aria-hidden="true" />}
          className="w-36 max-sm:w-auto max-sm:grow max-sm:basis-[45%]"
          data-key="/"
        />
        <FilterInput
          label="Queue"
          name="queue"
          defaultValue={search.queue}
          icon={<Layers aria-hidden="true" />}
          className="w-36 max-sm:w-auto max-sm:grow max-sm:basis-[45%]"
        />
        <Button type="submit">Filter</Button>
        {isFiltered(search) ? (
          <TextLink href={runsPath(team)} className="max-sm:py-2">
            Show all
          </TextLink>
        ) : null}
      </Form>
      {search.versionId === undefined ? null : <span className="text-ink-2">only those that work on one version</span>}
      <span className="ml-auto">
        <LiveRefresh everyMs={refreshMs} parts={["runs"]} canHold={search.cursor === undefined} />
      </span>
    </div>
  );
}

/** What of a search stands in the address besides the cursor. */
export function filterQuery({ state, job, queue, versionId }: RunSearch): Query {
  return { state, job, queue, versionId };
}

export function isFiltered(search: RunSearch): boolean {
  return Object.values(filterQuery(search)).some((value) => value !== undefined);
}
