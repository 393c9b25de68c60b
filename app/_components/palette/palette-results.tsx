import { Command } from "cmdk";
import type { Route } from "next";
import type { PageCommand } from "../keys/page-keys";
import type { FoundEntry } from "./found";
import { FoundLine, Keys, lineValue, PaletteGroup, PaletteLine } from "./palette-lines";
import { isMatch, type PaletteLink } from "./palette-link";

export type PaletteResultsProps = {
  team: string;
  query: string;
  commands: readonly PageCommand[];
  links: readonly PaletteLink[];
  found: readonly FoundEntry[];
  recent: readonly FoundEntry[];
  hasFailed: boolean;
  searchHref: Route;
  onRun: (act: () => void) => void;
  onGo: (href: Route) => void;
  onOpen: (entry: FoundEntry) => void;
};

/** What matches, in groups: what can be done here first, and last the page that searches it all. */
export function PaletteResults({ team, query, links, found, recent, ...rest }: PaletteResultsProps) {
  const foundLines = (kind: FoundEntry["kind"]) =>
    found
      .filter((entry) => entry.kind === kind)
      .map((entry) => (
        <FoundLine
          key={lineValue("found", entry)}
          prefix="found"
          entry={entry}
          text={query}
          onSelect={() => rest.onOpen(entry)}
        />
      ));
  const matching = rest.commands.filter((command) => isMatch(command, query));
  const ownLines = commandLines(
    matching.filter(({ isOwn }) => isOwn),
    rest.onRun,
  );
  const frameLines = commandLines(
    matching.filter(({ isOwn }) => !isOwn),
    rest.onRun,
  );
  return (
    <Command.List
      label="What matches"
      className="max-h-[min(440px,60vh)] scroll-py-2 overflow-y-auto overscroll-contain p-1.5"
    >
      <PaletteGroup label="Recent">
        {recent.map((entry) => (
          <FoundLine
            key={lineValue("recent", entry)}
            prefix="recent"
            entry={entry}
            text=""
            onSelect={() => rest.onOpen(entry)}
          />
        ))}
      </PaletteGroup>
      <PaletteGroup label="Do">{[...ownLines, ...linkLines(links, "do", query, rest.onGo)]}</PaletteGroup>
      <PaletteGroup label="Versions">{foundLines("version")}</PaletteGroup>
      <PaletteGroup label="Models">{foundLines("model")}</PaletteGroup>
      <PaletteGroup label="Automations">{foundLines("automation")}</PaletteGroup>
      <PaletteGroup label="Go to">{linkLines(links, "go", query, rest.onGo)}</PaletteGroup>
      <PaletteGroup label="Also">{frameLines}</PaletteGroup>
      {rest.hasFailed ? (
        <p role="alert" className="px-2.5 py-2 text-caution">
          The server does not answer the search. What is listed here can still be opened.
        </p>
      ) : null}
      {query === "" ? null : (
        <PaletteLine value="search" icon="search" onSelect={() => rest.onGo(rest.searchHref)}>
          Search {team} for <b className="font-semibold">{query}</b>
        </PaletteLine>
      )}
    </Command.List>
  );
}

function commandLines(commands: readonly PageCommand[], onRun: PaletteResultsProps["onRun"]) {
  return commands.map(({ label, key, run }, place) => (
    <PaletteLine
      // biome-ignore lint/suspicious/noArrayIndexKey: two controls may say the same; their place tells them apart.
      key={`${label} ${place}`}
      value={`do ${label} ${key} ${place}`}
      icon="command"
      onSelect={() => onRun(run)}
      end={key === null ? null : <Keys keys={[KEY_NAMES[key] ?? key.toUpperCase()]} />}
    >
      {label}
    </PaletteLine>
  ));
}

function linkLines(
  links: readonly PaletteLink[],
  group: PaletteLink["group"],
  query: string,
  onGo: PaletteResultsProps["onGo"],
) {
  return links
    .filter((link) => link.group === group && isMatch(link, query))
    .map(({ label, href, keys }) => (
      <PaletteLine
        key={href}
        value={`${group} ${href}`}
        icon={group === "go" ? "page" : "command"}
        onSelect={() => onGo(href)}
        end={keys ? <Keys keys={keys} /> : null}
      >
        {label}
      </PaletteLine>
    ));
}

const KEY_NAMES: Readonly<Record<string, string>> = { escape: "Esc", space: "Space" };
