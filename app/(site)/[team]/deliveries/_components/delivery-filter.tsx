import { Boxes, Zap } from "lucide-react";
import Form from "next/form";
import { DELIVERY_LOOK, REMOTE_LOOK } from "@/app/_components/delivery-state";
import { formatBounded } from "@/app/_components/format";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { Button } from "@/app/_components/ui/button";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Segments } from "@/app/_components/ui/tabs";
import { TextLink } from "@/app/_components/ui/text-link";
import { deliveriesPath } from "@/app/_server/paths";
import type { DeliverySearch, DeliveryState } from "@/lib/core/delivery";
import type { RunState } from "@/lib/core/github-run";
import { filterQuery, isFiltered } from "./delivery-query";
import { MoreFilters } from "./more-filters";

/** What needs a person stands before what is fine. */
const SEGMENTS = [
  "unknown",
  "gave_up",
  "retrying",
  "sending",
  "pending",
  "delivered",
  "stopped",
] as const satisfies readonly DeliveryState[];

/** What a delivery started goes on by itself, or needs a look: the others are what "Delivered" shows. */
const RUN_SEGMENTS = ["failed", "running"] as const satisfies readonly RunState[];

export type DeliveryFilterProps = {
  team: string;
  search: DeliverySearch;
  counts: Partial<Record<DeliveryState, number>>;
  refreshMs: number | null;
};

export function DeliveryFilter({ team, search, counts, refreshMs }: DeliveryFilterProps) {
  const query = filterQuery(search);
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 pb-2.5 max-sm:px-4">
      <Segments
        label="State"
        tabs={[
          {
            href: deliveriesPath(team, { ...query, state: undefined, run: undefined }),
            label: "All",
            isCurrent: !search.state && !search.run,
          },
          ...RUN_SEGMENTS.map((run) => ({
            href: deliveriesPath(team, { ...query, state: undefined, run }),
            label: run === "failed" ? "Run failed" : REMOTE_LOOK[run].label,
            isCurrent: search.run === run,
          })),
          ...SEGMENTS.map((state) => ({
            href: deliveriesPath(team, { ...query, run: undefined, state }),
            label: DELIVERY_LOOK[state].label,
            count: state in counts ? formatBounded(counts[state] ?? 0) : undefined,
            isCurrent: search.state === state,
          })),
        ]}
      />
      <Form
        // The fields keep what was typed: another filter is another form.
        key={JSON.stringify(query)}
        action={deliveriesPath(team)}
        role="search"
        aria-label="Deliveries"
        className="flex flex-wrap items-center gap-2 max-sm:w-full"
      >
        {search.event ? <input type="hidden" name="event" value={search.event} /> : null}
        {search.state ? <input type="hidden" name="state" value={search.state} /> : null}
        {search.run ? <input type="hidden" name="run" value={search.run} /> : null}
        <FilterInput
          label="Automation"
          name="automation"
          defaultValue={search.automation}
          icon={<Zap aria-hidden="true" />}
          className="w-36 max-sm:w-auto max-sm:grow max-sm:basis-[45%]"
          data-key="/"
        />
        <FilterInput
          label="Model"
          name="model"
          defaultValue={search.model}
          icon={<Boxes aria-hidden="true" />}
          className="w-36 max-sm:w-auto max-sm:grow max-sm:basis-[45%]"
        />
        <MoreFilters search={search} />
        <Button type="submit">Filter</Button>
        {isFiltered(search) ? (
          <TextLink href={deliveriesPath(team)} className="max-sm:py-2">
            Show all
          </TextLink>
        ) : null}
      </Form>
      {search.version === undefined ? null : <span className="text-ink-2">only v{search.version}</span>}
      <span className="ml-auto">
        <LiveRefresh everyMs={refreshMs} parts={["deliveries"]} canHold={search.cursor === undefined} />
      </span>
    </div>
  );
}
