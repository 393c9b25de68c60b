import { Download, File, Folder, Search } from "lucide-react";
import Form from "next/form";
import { Fragment } from "react";
import { Digest } from "@/app/_components/digest";
import { formatBytes, formatPlural } from "@/app/_components/format";
import { Pager } from "@/app/_components/pager";
import { CopyButton } from "@/app/_components/ui/copy-button.client";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { filePath, type Query, versionPath } from "@/app/_server/paths";
import type { VersionView } from "@/lib/core/registry";
import type { FilesView } from "./read-files";

export type FilesPanelProps = { team: string; version: VersionView; view: FilesView };

export function FilesPanel({ team, version, view }: FilesPanelProps) {
  const { fileCount, sizeBytes, referenceUri } = version;
  if (referenceUri !== null) {
    return (
      <Panel aria-labelledby="files">
        <PanelHead title="Files" titleId="files" note="kept elsewhere: only the address is here" />
        <PanelBody className="flex items-center gap-2">
          <code className="min-w-0 break-all font-mono text-small">{referenceUri}</code>
          <CopyButton text={referenceUri} label="Copy address" />
        </PanelBody>
      </Panel>
    );
  }
  return (
    <Panel aria-labelledby="files" className="overflow-hidden">
      <PanelHead
        title="Files"
        titleId="files"
        note={`${formatPlural(fileCount, "file")}, ${formatBytes(sizeBytes)}, every one checked by SHA-256`}
      />
      {view.kind === "flat" ? null : <Finder team={team} version={version} view={view} />}
      <FileTable team={team} version={version} view={view} />
    </Panel>
  );
}

/** The way to one of many files: the folders above, and a search over all paths. */
function Finder({ team, version, view }: FilesPanelProps) {
  const here = (query?: Query) => versionPath(team, version.model.name, version.number, query);
  const parts = view.kind === "folder" && view.folder !== "" ? view.folder.split("/") : [];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-3.5 py-2">
      <nav aria-label="Folder" className="flex min-w-0 flex-1 flex-wrap items-center gap-1 font-mono text-small">
        <TextLink href={here()} scroll={false} className="max-sm:py-2">
          all files
        </TextLink>
        {parts.map((part, place) => {
          const folder = parts.slice(0, place + 1).join("/");
          return (
            <Fragment key={folder}>
              <span className="text-ink-3">/</span>
              <TextLink href={here({ folder })} scroll={false} className="break-all max-sm:py-2">
                {part}
              </TextLink>
            </Fragment>
          );
        })}
      </nav>
      <Form action={here()} role="search" aria-label="Files" scroll={false} className="w-60 max-sm:w-full">
        <FilterInput
          key={view.kind === "found" ? view.text : ""}
          label="Find a file"
          name="file"
          defaultValue={view.kind === "found" ? view.text : undefined}
          icon={<Search aria-hidden="true" />}
        />
      </Form>
    </div>
  );
}

type Line = { kind: "file" | "folder"; shown: string; path: string; sizeBytes: number; about: string };

function FileTable({ team, version, view }: FilesPanelProps) {
  const lines = linesOf(view);
  if (lines.length === 0) {
    return (
      <EmptyState title={view.kind === "found" ? "No file’s path holds that" : "There is no such folder"}>
        Paths are searched in part and in any case.
      </EmptyState>
    );
  }
  return (
    <TableFrame
      label="Table of files"
      frame="bare"
      foot={hasFoot(view) ? <Foot team={team} version={version} view={view} /> : undefined}
    >
      <TableHead>
        <HeadCell>Path</HeadCell>
        <HeadCell isNumeric>Size</HeadCell>
        <HeadCell className="max-sm:hidden">SHA-256</HeadCell>
        <HeadCell isNumeric>
          <span className="sr-only">Download</span>
        </HeadCell>
      </TableHead>
      <tbody>
        {lines.map((line) => (
          <FileRow key={line.path} team={team} version={version} line={line} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function FileRow({ team, version: { model, number }, line }: Omit<FilesPanelProps, "view"> & { line: Line }) {
  const { kind, shown, path, sizeBytes, about } = line;
  const Icon = kind === "folder" ? Folder : File;
  return (
    <Row height="panel">
      <Cell className="w-full max-w-0">
        <span className="flex min-w-0 items-center gap-2">
          <Icon aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" strokeWidth={1.8} />
          {kind === "folder" ? (
            <TextLink
              href={versionPath(team, model.name, number, { folder: path })}
              scroll={false}
              className="truncate font-mono text-ink text-small"
            >
              {shown}/
            </TextLink>
          ) : (
            <span className="truncate font-mono text-small" title={path}>
              {shown}
            </span>
          )}
        </span>
      </Cell>
      <Cell isNumeric>{formatBytes(sizeBytes)}</Cell>
      <Cell className="text-ink-3 text-small max-sm:hidden">
        {kind === "folder" ? about : <Digest digest={about} />}
      </Cell>
      <Cell isNumeric>
        {kind === "folder" ? null : (
          // A plain link: the answer is a file, which Next's own navigation could not show.
          <a
            href={filePath(team, model.name, number, path)}
            download
            aria-label={`Download ${path}`}
            className="inline-grid size-6 place-items-center rounded-control text-ink-2 hover:bg-hover max-sm:size-9"
          >
            <Download aria-hidden="true" className="size-3.5" />
          </a>
        )}
      </Cell>
    </Row>
  );
}

/** A list that is whole has nothing to say at its end. */
function hasFoot(view: FilesView): boolean {
  return view.kind === "found" || (view.kind === "folder" && !(view.isFirst && view.nextCursor === null));
}

function Foot({ team, version: { model, number }, view }: FilesPanelProps) {
  if (view.kind === "found") {
    const words = formatPlural(view.files.length, "file");
    return <span>{view.isCut ? `The first ${words}. Type more of the path.` : words}</span>;
  }
  if (view.kind === "flat") {
    return null;
  }
  const { folder, nextCursor } = view;
  return (
    <Pager
      isFirst={view.isFirst}
      firstHref={versionPath(team, model.name, number, { folder })}
      nextHref={nextCursor ? versionPath(team, model.name, number, { folder, files: nextCursor }) : null}
      shown={formatPlural(view.entries.length, "entry", "entries")}
      older="Show more files"
    />
  );
}

function linesOf(view: FilesView): Line[] {
  if (view.kind !== "folder") {
    return view.files.map(({ path, sizeBytes, sha256 }) => ({
      kind: "file",
      shown: path,
      path,
      sizeBytes,
      about: sha256,
    }));
  }
  return view.entries.map((entry) => ({
    kind: entry.kind,
    shown: entry.name,
    path: view.folder === "" ? entry.name : `${view.folder}/${entry.name}`,
    sizeBytes: entry.sizeBytes,
    about: entry.kind === "folder" ? formatPlural(entry.fileCount, "file") : entry.sha256,
  }));
}
