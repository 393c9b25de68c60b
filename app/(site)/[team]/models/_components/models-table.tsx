import type { ReactNode } from "react";
import { AliasPlaces } from "@/app/_components/alias-places";
import { OutcomeMark } from "@/app/_components/outcome-mark";
import { TagChip } from "@/app/_components/tag-chip";
import { Time } from "@/app/_components/time";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Link } from "@/app/_components/ui/link.client";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { VersionName } from "@/app/_components/version-name";
import { modelPath, modelsPath, versionPath } from "@/app/_server/paths";
import type { Id } from "@/lib/core/ids";
import type { OutcomeView } from "@/lib/core/outcome";
import type { ModelSummary } from "@/lib/core/registry";
import { ModelMenu, type ModelRefusals } from "./model-menu";

const TAGS_SHOWN_MAX = 2;

export type ModelsTableProps = {
  team: string;
  models: readonly ModelSummary[];
  outcomes: ReadonlyMap<Id<"model">, OutcomeView>;
  isFiltered: boolean;
  refusals: ModelRefusals;
  foot: ReactNode;
};

export function ModelsTable({ team, models, outcomes, isFiltered, refusals, foot }: ModelsTableProps) {
  if (models.length === 0) {
    return (
      <EmptyState
        level="h2"
        title={isFiltered ? "No model matches" : "There are no more models"}
        className="mx-6 rounded-panel border border-line max-sm:mx-4"
        action={<TextLink href={modelsPath(team)}>Show all models</TextLink>}
      >
        {isFiltered
          ? "Names match in part and in any case; an alias and a tag must match exactly."
          : "This was the last page."}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="mx-6 mb-10 min-w-0 max-sm:hidden">
        <TableFrame label="Models" foot={foot}>
          <TableHead>
            <HeadCell>Model</HeadCell>
            <HeadCell>Aliases</HeadCell>
            <HeadCell>Latest</HeadCell>
            <HeadCell isNumeric>Versions</HeadCell>
            <HeadCell>Last outcome</HeadCell>
            <HeadCell isNumeric>Changed</HeadCell>
            <HeadCell className="w-10">
              <span className="sr-only">Actions</span>
            </HeadCell>
          </TableHead>
          <tbody>
            {models.map((model) => (
              <ModelRow key={model.id} team={team} model={model} outcome={outcomes.get(model.id)} refusals={refusals} />
            ))}
          </tbody>
        </TableFrame>
      </div>
      <div className="sm:hidden">
        <ul className="border-line border-t">
          {models.map((model) => (
            <ModelCard key={model.id} team={team} model={model} outcome={outcomes.get(model.id)} refusals={refusals} />
          ))}
        </ul>
        <div className="px-4 text-ink-3 text-small">{foot}</div>
      </div>
    </>
  );
}

type ModelProps = { team: string; model: ModelSummary; outcome: OutcomeView | undefined; refusals: ModelRefusals };

function ModelRow({ team, model, outcome, refusals }: ModelProps) {
  return (
    <Row height="chips" data-row="">
      <Cell>
        <span className="flex items-center gap-2">
          <Link
            href={modelPath(team, model.name)}
            title={model.name}
            className="max-w-[44ch] truncate font-[550] font-mono text-[12.5px] tracking-[-.015em] underline-offset-3 hover:underline"
          >
            {model.name}
          </Link>
          {model.tags.slice(0, TAGS_SHOWN_MAX).map((tag) => (
            <span key={tag.key} className="max-w-32 max-xl:hidden">
              <TagChip name={tag.key} />
            </span>
          ))}
          {model.tags.length > TAGS_SHOWN_MAX ? (
            <span className="text-ink-3 text-small max-xl:hidden">+{model.tags.length - TAGS_SHOWN_MAX}</span>
          ) : null}
        </span>
      </Cell>
      <Cell>
        <AliasPlaces team={team} model={model.name} aliases={model.aliases} />
      </Cell>
      <Cell>
        <Latest team={team} model={model} />
      </Cell>
      <Cell isNumeric>{model.versionCount}</Cell>
      <Cell>
        <OutcomeMark team={team} outcome={outcome} />
      </Cell>
      <Cell isNumeric className="text-ink-2">
        <Time at={model.updatedAt} form="ago" />
      </Cell>
      <Cell isNumeric>
        <ModelMenu team={team} model={model} refusals={refusals} />
      </Cell>
    </Row>
  );
}

/** Two lines on a phone: where it is, and how the last change ended. */
function ModelCard({ team, model, outcome, refusals }: ModelProps) {
  return (
    <li
      data-row=""
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2.5 gap-y-[5px] border-line border-b px-4 py-[11px]"
    >
      <Link
        href={modelPath(team, model.name)}
        className="-my-2 truncate py-2 font-[550] font-mono text-[13.5px] leading-5 tracking-[-.015em]"
      >
        {model.name}
      </Link>
      <span className="-my-2 flex items-center justify-end gap-1 text-ink-3">
        <Time at={model.updatedAt} form="ago" />
        <ModelMenu team={team} model={model} refusals={refusals} />
      </span>
      <span className="min-w-0 overflow-hidden">
        <AliasPlaces
          team={team}
          model={model.name}
          aliases={model.aliases.filter((alias) => !alias.isSystem).slice(0, 2)}
        />
      </span>
      <span className="text-right">
        <OutcomeMark team={team} outcome={outcome} isShort />
      </span>
    </li>
  );
}

function Latest({ team, model }: { team: string; model: ModelSummary }) {
  return model.latestVersion === null ? (
    <span className="text-ink-3">none</span>
  ) : (
    <VersionName version={model.latestVersion} href={versionPath(team, model.name, model.latestVersion)} />
  );
}
