import { Download, File } from "lucide-react";
import { Digest } from "@/app/_components/digest";
import { formatBytes, formatPlural } from "@/app/_components/format";
import { Pager } from "@/app/_components/pager";
import { CopyButton } from "@/app/_components/ui/copy-button.client";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { filePath, versionPath } from "@/app/_server/paths";
import type { Page } from "@/lib/core/page";
import type { FileView, VersionView } from "@/lib/core/registry";

export type FilesPanelProps = {
  team: string;
  version: VersionView;
  files: Page<FileView>;
  isFirstPage: boolean;
};

export function FilesPanel({ team, version, files, isFirstPage }: FilesPanelProps) {
  const { model, number, fileCount, sizeBytes, referenceUri } = version;
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
      <TableFrame
        label="Table of files"
        frame="bare"
        foot={
          fileCount > files.items.length ? (
            <Pager
              isFirst={isFirstPage}
              firstHref={versionPath(team, model.name, number)}
              nextHref={files.nextCursor ? versionPath(team, model.name, number, { files: files.nextCursor }) : null}
              shown={`${files.items.length} of ${formatPlural(fileCount, "file")}`}
              older="Show more files"
            />
          ) : undefined
        }
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
          {files.items.map((file) => (
            <Row key={file.path} height="panel">
              <Cell className="w-full max-w-0">
                <span className="flex min-w-0 items-center gap-2">
                  <File aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" strokeWidth={1.8} />
                  <span className="truncate font-mono text-small" title={file.path}>
                    {file.path}
                  </span>
                </span>
              </Cell>
              <Cell isNumeric>{formatBytes(file.sizeBytes)}</Cell>
              <Cell className="max-sm:hidden">
                <Digest digest={file.sha256} />
              </Cell>
              <Cell isNumeric>
                {/* A plain link: the answer is a file, which Next's own navigation could not show. */}
                <a
                  href={filePath(team, model.name, number, file.path)}
                  download
                  aria-label={`Download ${file.path}`}
                  className="inline-grid size-6 place-items-center rounded-control text-ink-2 hover:bg-hover max-sm:size-9"
                >
                  <Download aria-hidden="true" className="size-3.5" />
                </a>
              </Cell>
            </Row>
          ))}
        </tbody>
      </TableFrame>
    </Panel>
  );
}
