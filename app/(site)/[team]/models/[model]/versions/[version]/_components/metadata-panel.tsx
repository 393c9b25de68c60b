import { Search } from "lucide-react";
import Form from "next/form";
import { formatPlural } from "@/app/_components/format";
import { CopyButton } from "@/app/_components/ui/copy-button.client";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Panel, PanelBody, PanelFoot, PanelHead } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";
import { versionPath } from "@/app/_server/paths";
import type { JsonObject } from "@/lib/core/json";
import { type JsonNode, jsonTree, searchTree } from "@/lib/core/json-tree";

const NODES_MAX = 2_000;
/** With fewer than this a search is slower than a look. */
const SEARCHABLE_FROM = 12;
const TEXT_MAX = 400;
/** Branches that are open at first. */
const OPEN_DEPTH = 2;
const OPEN_CHILDREN_MAX = 24;

export type MetadataPanelProps = {
  team: string;
  model: string;
  version: number;
  metadata: JsonObject;
  /** What is looked for in keys and values. */
  find: string | undefined;
};

/** What the client told about the version, as a tree whose branches fold. The copy is the whole JSON. */
export function MetadataPanel({ team, model, version, metadata, find }: MetadataPanelProps) {
  const keys = Object.keys(metadata).length;
  const { nodes, isCut } = jsonTree(metadata, NODES_MAX);
  const shown = find === undefined ? nodes : searchTree(nodes, find);
  return (
    <Panel aria-labelledby="metadata" className="flex max-h-[560px] flex-col overflow-hidden">
      <PanelHead title="Metadata" titleId="metadata" note={formatPlural(keys, "key")}>
        {keys > 0 ? (
          <CopyButton text={JSON.stringify(metadata, null, 2)} label="Copy metadata as JSON">
            Copy JSON
          </CopyButton>
        ) : null}
      </PanelHead>
      {keys === 0 ? (
        <PanelBody className="text-ink-3 text-small">
          None. Clients give it with the artifact; filters and payloads of automations can use it.
        </PanelBody>
      ) : null}
      {nodes.length >= SEARCHABLE_FROM || find !== undefined ? (
        <Form
          action={versionPath(team, model, version)}
          role="search"
          aria-label="Metadata"
          scroll={false}
          className="border-line border-b px-3 py-2"
        >
          <FilterInput
            key={find}
            label="Find a key or value"
            name="find"
            defaultValue={find}
            icon={<Search aria-hidden="true" />}
          />
        </Form>
      ) : null}
      {keys > 0 && shown.length > 0 ? (
        <section
          aria-label="Metadata as a tree"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
          tabIndex={0}
          className="min-h-0 flex-1 overflow-auto bg-canvas py-1.5 -outline-offset-2 dark:bg-sunken"
        >
          <Branch nodes={shown} depth={0} isAllOpen={find !== undefined} />
        </section>
      ) : null}
      {keys > 0 && shown.length === 0 ? (
        <EmptyState
          title="No key and no value holds that"
          action={<TextLink href={versionPath(team, model, version)}>Show all metadata</TextLink>}
        >
          Keys and values are searched in part and in any case.
        </EmptyState>
      ) : null}
      {isCut ? (
        <PanelFoot>The first {NODES_MAX.toLocaleString("en")} entries. The copy has all of them.</PanelFoot>
      ) : null}
    </Panel>
  );
}

type BranchProps = { nodes: readonly JsonNode[]; depth: number; isAllOpen: boolean };

function Branch({ nodes, depth, isAllOpen }: BranchProps) {
  return (
    <ul className={depth === 0 ? "px-3.5" : "ml-[7px] border-line border-l pl-3"}>
      {nodes.map((node) => (
        <li key={node.key} className="min-w-0 font-mono text-small leading-[21px]">
          {node.children === null ? (
            <Leaf node={node} />
          ) : (
            <details open={isAllOpen || (depth < OPEN_DEPTH && node.children.length <= OPEN_CHILDREN_MAX)}>
              <summary className="-ml-3.5 truncate text-ink-3" title={node.path}>
                <span className="text-ink">{node.key}</span> {sizeOf(node)}
              </summary>
              <Branch nodes={node.children} depth={depth + 1} isAllOpen={isAllOpen} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function Leaf({ node: { key, path, value } }: { node: JsonNode }) {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return (
    <p className="flex min-w-0 gap-2" title={path}>
      <span className="max-w-[60%] shrink-0 truncate">{key}</span>
      <span className={typeof value === "string" ? "min-w-0 break-words text-ink-2" : "min-w-0 text-running"}>
        {text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text}
      </span>
    </p>
  );
}

function sizeOf({ value, children }: JsonNode): string {
  const count = Array.isArray(value) ? value.length : Object.keys(value ?? {}).length;
  if (count === 0 || children === null) {
    return Array.isArray(value) ? "[ ]" : "{ }";
  }
  return Array.isArray(value) ? formatPlural(count, "entry", "entries") : formatPlural(count, "key");
}
