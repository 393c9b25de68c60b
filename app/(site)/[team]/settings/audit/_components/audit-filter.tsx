import { Search, User, Zap } from "lucide-react";
import Form from "next/form";
import { Button } from "@/app/_components/ui/button";
import { CONTROL } from "@/app/_components/ui/control";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Segments } from "@/app/_components/ui/tabs";
import { TextLink } from "@/app/_components/ui/text-link";
import { settingsPath } from "@/app/_server/paths";
import { type AuditFilters, filterQuery, isFiltered } from "./audit-query";

const OUTCOMES = [
  { outcome: undefined, label: "All" },
  { outcome: "done", label: "Done" },
  { outcome: "refused", label: "Refused" },
] as const;

/** Who, what, on what, how it ended and when: all of it in the address. */
export function AuditFilter({ team, filters }: { team: string; filters: AuditFilters }) {
  const query = filterQuery(filters);
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 pb-3 max-sm:px-4">
      <Segments
        label="Outcome"
        tabs={OUTCOMES.map(({ outcome, label }) => ({
          href: settingsPath(team, "audit", [], { ...query, outcome }),
          label,
          isCurrent: filters.outcome === outcome,
        }))}
      />
      <Form
        // The fields keep what was typed: another filter is another form.
        key={JSON.stringify(query)}
        action={settingsPath(team, "audit")}
        role="search"
        aria-label="Audit log"
        className="flex flex-wrap items-center gap-2 max-sm:w-full"
      >
        {filters.outcome ? <input type="hidden" name="outcome" value={filters.outcome} /> : null}
        <FilterInput
          label="Who"
          name="actor"
          data-key="/"
          defaultValue={filters.actor}
          icon={<User aria-hidden="true" />}
          className="w-36 max-sm:w-full"
        />
        <FilterInput
          label="Action"
          title="Whole, such as alias.moved, or its noun, such as alias"
          name="action"
          defaultValue={filters.action}
          icon={<Zap aria-hidden="true" />}
          className="w-36 max-sm:w-full"
        />
        <FilterInput
          label="Target begins with"
          name="target"
          defaultValue={filters.target}
          icon={<Search aria-hidden="true" />}
          className="w-48 max-sm:w-full"
        />
        <Day name="from" label="From" value={filters.from} />
        <Day name="to" label="To" value={filters.to} />
        <Button type="submit">Filter</Button>
        {isFiltered(filters) ? (
          <TextLink href={settingsPath(team, "audit")} className="max-sm:py-2">
            Show all
          </TextLink>
        ) : null}
      </Form>
    </div>
  );
}

function Day({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <label className="flex items-center gap-1.5 text-ink-3 text-small max-sm:flex-1">
      {label}
      <input
        type="date"
        name={name}
        defaultValue={value}
        title="A day in UTC"
        className={`${CONTROL} h-7 w-[130px] px-2 max-sm:h-9 max-sm:w-full`}
      />
    </label>
  );
}
