import { Download } from "lucide-react";
import { CodeView } from "@/app/_components/code-view";
import { formatBytes, formatPlural } from "@/app/_components/format";
import { buttonClass } from "@/app/_components/ui/button";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { filePath, versionFilesPath } from "@/app/_server/paths";
import type { VersionView } from "@/lib/core/registry";
import { env } from "@/lib/platform/env";
import type { FilesView } from "./read-files";
import { USE_SNIPPETS } from "./use-snippets";

export type DownloadAllProps = { team: string; version: VersionView; files: FilesView };

/**
 * The way to a version's files. One file is a plain link, because Next's own navigation could not show a file. Several are
 * fetched by a command, which checks each digest and keeps what is there already; the browser has them one by one.
 */
export function DownloadAll({ team, version, files }: DownloadAllProps) {
  const { model, number, fileCount } = version;
  if (fileCount === 0) {
    return null;
  }
  const only = files.kind === "flat" && files.files.length === 1 ? files.files[0] : undefined;
  if (only) {
    return (
      <a href={filePath(team, model.name, number, only.path)} download="" data-key="d" className={buttonClass()}>
        <Download aria-hidden="true" />
        Download
      </a>
    );
  }
  return (
    <DialogLink
      href={versionFilesPath(team, model.name, number)}
      title={`Download ${model.name} v${number}`}
      content={<Ways team={team} version={version} files={files} />}
      data-key="d"
    >
      <Download aria-hidden="true" />
      Download
    </DialogLink>
  );
}

function Ways({ team, version: { model, number, fileCount, sizeBytes }, files }: DownloadAllProps) {
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p className="mb-1.5 text-ink-2">
          All {formatPlural(fileCount, "file")}, {formatBytes(sizeBytes)}. The command line checks each one by its
          SHA-256 and skips what is there already.
        </p>
        <CodeView
          label="Download command"
          canCopy
          text={USE_SNIPPETS.cli({ url: env().MODELWIRE_URL, team, model: model.name, version: number })}
        />
      </div>
      <div>
        <h3 className="mb-1 font-medium">In this browser</h3>
        {files.kind === "flat" ? (
          <ul className="max-h-60 overflow-y-auto rounded-control border border-line">
            {files.files.map(({ path, sizeBytes: bytes }) => (
              <li key={path} className="border-line border-t first:border-t-0">
                <a
                  href={filePath(team, model.name, number, path)}
                  download=""
                  className="flex min-h-8 items-center gap-2 px-2.5 hover:bg-hover max-sm:min-h-9"
                >
                  <Download aria-hidden="true" className="size-3.5 shrink-0 text-ink-2" />
                  <span className="min-w-0 flex-1 truncate font-mono text-small" title={path}>
                    {path}
                  </span>
                  <span className="text-ink-3 text-small tabular-nums">{formatBytes(bytes)}</span>
                </a>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-ink-2">There are too many to list here. Each has a link under Files on the page.</p>
        )}
      </div>
    </div>
  );
}
