import { Digest } from "@/app/_components/digest";
import { formatBytes, formatPlural } from "@/app/_components/format";
import { Panel, PanelBody, PanelFoot, PanelHead } from "@/app/_components/ui/panel";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import type { FileChange } from "@/lib/registry/artifacts/file-changes";
import type { Pair } from "./read-comparison";

/** The files that differ by their digests. */
export function FilesCompared({ pair: { before, after, files } }: { pair: Pair }) {
  const { changes, isCut } = files;
  return (
    <Panel aria-labelledby="files" className="overflow-hidden">
      <PanelHead
        title="Files"
        titleId="files"
        note={`${isCut ? "more than " : ""}${formatPlural(changes.length, "file differs", "files differ")}`}
      />
      {changes.length === 0 ? (
        <PanelBody className="text-ink-3 text-small">{sameWords(before.fileCount, after.fileCount)}</PanelBody>
      ) : (
        <TableFrame label="Files compared" frame="bare">
          <TableHead>
            <HeadCell>Path</HeadCell>
            <HeadCell>v{before.number}</HeadCell>
            <HeadCell>v{after.number}</HeadCell>
            <HeadCell>Change</HeadCell>
          </TableHead>
          <tbody>
            {changes.map((change) => (
              <Row key={change.path} height="panel">
                <Cell className="w-full max-w-0 truncate font-mono text-small" title={change.path}>
                  {change.path}
                </Cell>
                <Cell>
                  <Content digest={change.before} bytes={change.beforeBytes} />
                </Cell>
                <Cell>
                  <Content digest={change.after} bytes={change.afterBytes} />
                </Cell>
                <Cell>{wordOf(change)}</Cell>
              </Row>
            ))}
          </tbody>
        </TableFrame>
      )}
      {isCut ? <PanelFoot>The first {changes.length} in the order of their paths.</PanelFoot> : null}
    </Panel>
  );
}

function Content({ digest, bytes }: { digest: string | null; bytes: number | null }) {
  return digest === null || bytes === null ? (
    <span className="text-ink-3">–</span>
  ) : (
    <span className="inline-flex items-center gap-2">
      <Digest digest={digest} canCopy={false} />
      <span className="text-ink-3 text-small max-sm:hidden">{formatBytes(bytes)}</span>
    </span>
  );
}

function wordOf({ before, after }: FileChange): string {
  if (before === null) {
    return "added";
  }
  return after === null ? "removed" : "changed";
}

function sameWords(before: number, after: number): string {
  return before === 0 && after === 0
    ? "The files of both are kept elsewhere: only their addresses are here."
    : "Both versions hold the same files, byte for byte.";
}
