import { AtSign, Search, Tag } from "lucide-react";
import Form from "next/form";
import { Button } from "@/app/_components/ui/button";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Kbd } from "@/app/_components/ui/kbd";
import { Segments } from "@/app/_components/ui/tabs";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelsPath } from "@/app/_server/paths";
import type { ModelSearch } from "@/lib/core/registry";

export type ModelFilterProps = { team: string; search: Pick<ModelSearch, "name" | "alias" | "tag" | "sort"> };

/** The filter is the address: it can be sent to someone, and works before JavaScript. */
export function ModelFilter({ team, search }: ModelFilterProps) {
  const { name, alias, tag, sort } = search;
  const isFiltered = Boolean(name || alias || tag);
  const byName = sort === "name";
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 pb-2.5 max-sm:px-4">
      <Form
        // The fields keep what was typed: another filter is another form.
        key={JSON.stringify([name, alias, tag])}
        action={modelsPath(team)}
        role="search"
        aria-label="Models"
        className="flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full"
      >
        <FilterInput
          label="Filter by name"
          name="name"
          defaultValue={name}
          icon={<Search aria-hidden="true" />}
          end={<Kbd>/</Kbd>}
          data-key="/"
          className="w-[240px] max-sm:w-full"
        />
        <FilterInput
          label="Alias"
          name="alias"
          defaultValue={alias}
          icon={<AtSign aria-hidden="true" />}
          className="w-36 max-sm:flex-1"
        />
        <FilterInput
          label="Tag"
          name="tag"
          defaultValue={tag}
          icon={<Tag aria-hidden="true" />}
          className="w-36 max-sm:flex-1"
        />
        {byName ? <input type="hidden" name="sort" value="name" /> : null}
        <Button type="submit">Filter</Button>
        {isFiltered ? (
          <TextLink href={modelsPath(team, { sort })} className="max-sm:py-2">
            Show all
          </TextLink>
        ) : null}
      </Form>
      <Segments
        label="Order"
        className="ml-auto max-sm:ml-0"
        tabs={[
          { href: modelsPath(team, { name, alias, tag }), label: "Last change", isCurrent: !byName },
          { href: modelsPath(team, { name, alias, tag, sort: "name" }), label: "Name", isCurrent: byName },
        ]}
      />
    </div>
  );
}
