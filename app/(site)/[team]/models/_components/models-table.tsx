import type { ReactNode } from "react";
import { AliasChip } from "@/app/_components/alias-chip";
import { AliasPlaces } from "@/app/_components/alias-places";
import { EventWords } from "@/app/_components/event-words";
import { OutcomeMark } from "@/app/_components/outcome-mark";
import { TagChip } from "@/app/_components/tag-chip";
import { Time } from "@/app/_components/time";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Link } from "@/app/_components/ui/link.client";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { VersionName } from "@/app/_components/version-name";
import { modelPath, modelsPath, versionPath } from "@/app/_server/paths";
import type { EventView } from "@/lib/core/event";
import type { ModelSummary, TagView } from "@/lib/core/registry";
import { ModelMenu, type ModelRefusals } from "./model-menu";
import { pinnedAlias } from "./pinned-alias";
import type { ModelLine } from "./read-models";
import { TrendMark } from "./trend-mark";

const TAGS_SHOWN_MAX = 2;
/** What is worth a column once there is width to spare. */
const IF_WIDE = "max-2xl:hidden";
const IF_ROOM = "max-[1519px]:hidden";

export type ModelsTableProps = {
  team: string;
  lines: readonly ModelLine[];
  protectedNames: ReadonlySet<string>;
  isFiltered: boolean;
  refusals: ModelRefusals;
  foot: ReactNode;
};

export function ModelsTable({ team, lines, protectedNames, isFiltered, refusals, foot }: ModelsTableProps) {
  if (lines.length === 0) {
    return <NoModels team={team} isFiltered={isFiltered} />;
  }
  const pinned = pinnedAlias(protectedNames);
  return (
    <>
      <div className="mx-6 mb-10 min-w-0 max-sm:hidden">
        <TableFrame label="Models" foot={foot}>
          <TableHead>
            <HeadCell>Model</HeadCell>
            {pinned === null ? null : (
              <HeadCell>
                <AliasChip name={pinned} kind="protected" />
              </HeadCell>
            )}
            <HeadCell>{pinned === null ? "Aliases" : "Other aliases"}</HeadCell>
            <HeadCell>Latest</HeadCell>
            <HeadCell isNumeric>Metric on latest</HeadCell>
            <HeadCell isNumeric className={IF_WIDE}>
              Versions
            </HeadCell>
            <HeadCell isNumeric className={IF_ROOM}>
              Automations
            </HeadCell>
            <HeadCell>Last outcome</HeadCell>
            <HeadCell className={IF_WIDE}>Latest activity</HeadCell>
            <HeadCell isNumeric>Changed</HeadCell>
            <HeadCell className="w-10">
              <span className="sr-only">Actions</span>
            </HeadCell>
          </TableHead>
          <tbody>
            {lines.map((line) => (
              <ModelRow
                key={line.model.id}
                team={team}
                line={line}
                pinned={pinned}
                protectedNames={protectedNames}
                refusals={refusals}
              />
            ))}
          </tbody>
        </TableFrame>
      </div>
      <div className="sm:hidden">
        <ul className="border-line border-t">
          {lines.map((line) => (
            <ModelCard key={line.model.id} team={team} line={line} refusals={refusals} />
          ))}
        </ul>
        <div className="px-4 text-ink-3 text-small">{foot}</div>
      </div>
    </>
  );
}

function NoModels({ team, isFiltered }: Pick<ModelsTableProps, "team" | "isFiltered">) {
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

type LineProps = { team: string; line: ModelLine; refusals: ModelRefusals };

function ModelRow({
  team,
  line,
  pinned,
  protectedNames,
  refusals,
}: LineProps & Pick<ModelsTableProps, "protectedNames"> & { pinned: string | null }) {
  const { model, trend, automationCount, outcome, event } = line;
  return (
    <Row height="chips" data-row="">
      <Cell>
        <span className="flex items-center gap-2">
          <Link
            href={modelPath(team, model.name)}
            title={model.name}
            className="max-w-[22ch] truncate font-[550] font-mono text-[12.5px] tracking-[-.015em] underline-offset-3 hover:underline 2xl:max-w-[44ch]"
          >
            {model.name}
          </Link>
          <Tags tags={model.tags} />
        </span>
      </Cell>
      {pinned === null ? null : (
        <Cell>
          <Holder team={team} model={model} alias={pinned} />
        </Cell>
      )}
      <Cell>
        <AliasPlaces team={team} model={model.name} aliases={model.aliases} except={pinned} />
      </Cell>
      <Cell>
        <Latest team={team} model={model} />
      </Cell>
      <Cell isNumeric>
        <TrendMark trend={trend} latest={model.latestVersion} />
      </Cell>
      <Cell isNumeric className={IF_WIDE}>
        {model.versionCount}
      </Cell>
      <Cell isNumeric className={IF_ROOM}>
        {automationCount}
      </Cell>
      <Cell>
        <OutcomeMark team={team} outcome={outcome} />
      </Cell>
      <Cell className={IF_WIDE}>{event ? <PastEvent event={event} protectedNames={protectedNames} /> : null}</Cell>
      <Cell isNumeric className="text-ink-2">
        <Time at={model.updatedAt} form="ago" />
      </Cell>
      <Cell isNumeric>
        <ModelMenu team={team} model={model} refusals={refusals} />
      </Cell>
    </Row>
  );
}

/** How many of a list's tags have room; the rest is a number. They take the width of a metric, so that only wide screens have them here. */
function Tags({ tags }: { tags: readonly TagView[] }) {
  return (
    <>
      {tags.slice(0, TAGS_SHOWN_MAX).map((tag) => (
        <span key={tag.key} className={`max-w-32 ${IF_WIDE}`}>
          <TagChip name={tag.key} />
        </span>
      ))}
      {tags.length > TAGS_SHOWN_MAX ? (
        <span className={`text-ink-3 text-small ${IF_WIDE}`}>+{tags.length - TAGS_SHOWN_MAX}</span>
      ) : null}
    </>
  );
}

function Holder({ team, model, alias }: { team: string; model: ModelSummary; alias: string }) {
  const held = model.aliases.find(({ name }) => name === alias);
  return held ? (
    <VersionName version={held.version} href={versionPath(team, model.name, held.version)} />
  ) : (
    <span className="text-ink-3">none</span>
  );
}

function PastEvent({ event, protectedNames }: { event: EventView } & Pick<ModelsTableProps, "protectedNames">) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <EventWords
        type={event.type}
        version={event.version?.number ?? null}
        alias={event.alias}
        previousVersion={event.previousVersion?.number ?? null}
        tag={event.tag}
        evaluation={event.evaluation?.name ?? null}
        isProtected={event.alias !== null && protectedNames.has(event.alias)}
      />
      <span className="max-w-[16ch] truncate text-ink-3">by {event.actor.name}</span>
    </span>
  );
}

/** Two lines on a phone: where it is, and how the last change ended. */
function ModelCard({ team, line: { model, outcome }, refusals }: LineProps) {
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
