import { Search, Tag } from "lucide-react";
import Form from "next/form";
import { Button } from "@/app/_components/ui/button";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Kbd } from "@/app/_components/ui/kbd";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelsPath } from "@/app/_server/paths";
import type { ModelSearch } from "@/lib/core/registry";

export type ModelFilterProps = { team: string; search: Pick<ModelSearch, "name" | "alias" | "tag"> };

/** The filter is the address: it can be sent to someone, and works before JavaScript. */
export function ModelFilter({ team, search }: ModelFilterProps) {
  const isFiltered = Boolean(search.name || search.alias || search.tag);
  return (
    <Form
      // The fields keep what was typed: another filter is another form.
      key={JSON.stringify([search.name, search.alias, search.tag])}
      action={modelsPath(team)}
      role="search"
      aria-label="Models"
      className="flex flex-wrap items-center gap-2 px-6 pb-2.5 max-sm:px-4"
    >
      <FilterInput
        label="Filter by name"
        name="name"
        defaultValue={search.name}
        icon={<Search aria-hidden="true" />}
        end={<Kbd>/</Kbd>}
        data-key="/"
        className="w-[280px] max-sm:w-full"
      />
      <FilterInput
        label="Alias"
        name="alias"
        defaultValue={search.alias}
        icon={<Tag aria-hidden="true" />}
        className="w-40 max-sm:flex-1"
      />
      {search.tag ? <input type="hidden" name="tag" value={search.tag} /> : null}
      <Button type="submit">Filter</Button>
      {isFiltered ? (
        <TextLink href={modelsPath(team)} className="max-sm:py-2">
          Show all
        </TextLink>
      ) : null}
      <span className="ml-auto text-ink-3 text-small max-sm:hidden">Sorted by last change</span>
    </Form>
  );
}
