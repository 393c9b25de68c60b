import { Clock, Webhook } from "lucide-react";
import { buttonClass } from "@/app/_components/ui/button";
import { FilterInput } from "@/app/_components/ui/filter-input";
import type { DeliverySearch } from "@/lib/core/delivery";

/** Webhook and time, in the browser's own disclosure: fields of the form that it stands in, which work before JavaScript. */
export function MoreFilters({ search }: { search: DeliverySearch }) {
  return (
    <details className="relative">
      <summary
        className={buttonClass({ className: "list-none [&::-webkit-details-marker]:hidden" })}
        aria-label={`Webhook and time: ${wordsOf(search)}`}
      >
        <Clock aria-hidden="true" />
        <span className="max-w-[30ch] truncate">{wordsOf(search)}</span>
      </summary>
      <div className="absolute top-[calc(100%+4px)] left-0 z-20 flex w-72 max-w-[calc(100vw-32px)] flex-col gap-2 rounded-panel bg-raised p-3 shadow-float">
        <FilterInput
          label="Webhook"
          name="webhook"
          defaultValue={search.webhook}
          icon={<Webhook aria-hidden="true" />}
        />
        <TimeBound name="since" label="Made since" value={search.since} />
        <TimeBound name="until" label="Made before" value={search.until} />
        <p className="text-ink-3 text-small">
          Times with their zone, as 2026-08-28T14:00Z. Bars of the chart set both.
        </p>
      </div>
    </details>
  );
}

function wordsOf({ webhook, since, until }: DeliverySearch): string {
  const time = since || until ? [since && `from ${shortTime(since)}`, until && `to ${shortTime(until)}`] : [];
  const words = [webhook, ...time].filter(Boolean).join(" ");
  return words || "Any time";
}

/** `28 Aug 14:00`, in the zone of the address. */
function shortTime(at: string): string {
  const [, month, day, clock] = /^\d+-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(at) ?? [];
  return month && day ? `${Number(day)}/${Number(month)} ${clock}` : at;
}

/** Text, as the address has it: the browser's own date field knows no zone, and the chart's bars are hours of UTC. */
function TimeBound({ name, label, value }: { name: "since" | "until"; label: string; value: string | undefined }) {
  return <FilterInput label={label} name={name} defaultValue={value} icon={<Clock aria-hidden="true" />} />;
}
