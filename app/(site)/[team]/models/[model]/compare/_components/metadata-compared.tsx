import { classNames } from "@/app/_components/ui/class-names";
import { Panel, PanelBody, PanelFoot, PanelHead } from "@/app/_components/ui/panel";
import { Cell, HeadCell, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelPartPath } from "@/app/_server/paths";
import type { Json } from "@/lib/core/json";
import { changesOnly, countChanges, type DiffNode, diffJson, type JsonChange } from "@/lib/core/json-diff";
import type { Pair } from "./read-comparison";

const ROWS_MAX = 1_000;
const TEXT_MAX = 240;

export type MetadataComparedProps = {
  team: string;
  model: string;
  pair: Pair;
  /** With what is the same. */
  isWhole: boolean;
};

/** The metadata of both, key by key as a tree: what one side lacks, and what differs. */
export function MetadataCompared({ team, model, pair, isWhole }: MetadataComparedProps) {
  const { before, after } = pair;
  const all = diffJson(before.metadata, after.metadata);
  const counts = countChanges(all);
  const rows = rowsOf(isWhole ? all : changesOnly(all));
  const sides = { a: `v${before.number}`, b: `v${after.number}` };
  return (
    <Panel aria-labelledby="metadata" className="overflow-hidden">
      <PanelHead
        title="Metadata"
        titleId="metadata"
        note={`${counts.changed} changed, ${counts.added} added, ${counts.removed} removed`}
      >
        <TextLink
          href={modelPartPath(team, model, ["compare"], { ...sides, show: isWhole ? null : "all" })}
          scroll={false}
          className="text-small max-sm:py-2"
        >
          {isWhole ? "Only what differs" : "All keys"}
        </TextLink>
      </PanelHead>
      {rows.length === 0 ? (
        <PanelBody className="text-ink-3 text-small">
          {all.length === 0 ? "Neither version has metadata." : "Both versions have the same metadata."}
        </PanelBody>
      ) : (
        <TableFrame label="Metadata compared" frame="bare" className="[&_table]:table-fixed">
          <TableHead>
            <HeadCell>Key</HeadCell>
            <HeadCell>v{before.number}</HeadCell>
            <HeadCell>v{after.number}</HeadCell>
            <HeadCell className="w-24 max-sm:w-20">
              <span className="sr-only">Change</span>
            </HeadCell>
          </TableHead>
          <tbody>
            {rows.slice(0, ROWS_MAX).map((row) => (
              <DiffRow key={row.path} row={row} />
            ))}
          </tbody>
        </TableFrame>
      )}
      {rows.length > ROWS_MAX ? (
        <PanelFoot>{rows.length - ROWS_MAX} more keys. The API answers the whole metadata of each version.</PanelFoot>
      ) : null}
    </Panel>
  );
}

type DiffLine = Omit<DiffNode, "children"> & { depth: number; isBranch: boolean };

const LOOK = {
  same: { words: "", className: "" },
  changed: { words: "changed", className: "text-caution" },
  added: { words: "added", className: "text-positive" },
  removed: { words: "removed", className: "text-critical" },
} as const satisfies Record<JsonChange, { words: string; className: string }>;

function DiffRow({ row: { key, path, depth, isBranch, change, before, after } }: { row: DiffLine }) {
  const look = LOOK[change];
  return (
    <tr className="border-line border-t align-top font-mono text-small leading-5">
      <Cell className="whitespace-normal break-words py-1.5" title={path}>
        <span className="block" style={{ paddingLeft: `${Math.min(depth, 12) * 12}px` }}>
          {key}
        </span>
      </Cell>
      <Cell className={classNames("whitespace-normal break-words py-1.5", change === "same" && "text-ink-3")}>
        {isBranch ? null : textOf(before)}
      </Cell>
      <Cell className={classNames("whitespace-normal break-words py-1.5", change === "same" && "text-ink-3")}>
        {isBranch ? null : textOf(after)}
      </Cell>
      <Cell className={classNames("py-1.5 font-sans", look.className)}>{isBranch ? "" : look.words}</Cell>
    </tr>
  );
}

function rowsOf(nodes: readonly DiffNode[], depth = 0): DiffLine[] {
  return nodes.flatMap(({ children, ...node }) => [
    { ...node, depth, isBranch: children !== null },
    ...(children === null ? [] : rowsOf(children, depth + 1)),
  ]);
}

function textOf(value: Json | undefined): string {
  const text = value === undefined ? "–" : JSON.stringify(value);
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text;
}
