"use client";

import { CircleCheck, LoaderCircle } from "lucide-react";
import type { Route } from "next";
import { formatBytes, formatPlural } from "@/app/_components/format";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { Note } from "@/app/_components/ui/note";
import { Panel, PanelFoot, PanelHead } from "@/app/_components/ui/panel";
import { Progress } from "@/app/_components/ui/progress";
import type { FileProgress, UploadPhase } from "./upload-run";
import { cancelUpload, forgetUpload, retryUpload, type ShownUpload } from "./upload-store";

const ROWS_MAX = 200;

const PHASE_WORDS = {
  checking: "Computing digests",
  sending: "Sending",
  verifying: "The server reads every byte once",
} as const satisfies Record<UploadPhase, string>;

/** How an upload stands: the whole of it, each file, and the ways to stop it and to go on. */
export function UploadProgress({ upload: { state, model, status, message, next } }: { upload: ShownUpload }) {
  const { phase, files } = state;
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const done = files.reduce((sum, file) => sum + doneOf(file, phase), 0);
  const words = status === "linked" ? "Uploaded and linked" : PHASE_WORDS[phase];
  return (
    <div className="flex flex-col gap-4">
      {status === "failed" ? (
        <Note tone="critical" isAlert title={message ?? "The upload stopped."}>
          What the server has already is not sent again.
        </Note>
      ) : null}
      <Panel aria-label={`Upload to ${model}`} className="overflow-hidden">
        <PanelHead title={<span aria-live="polite">{words}</span>} note={formatPlural(files.length, "file")}>
          <span className="text-ink-2 text-small tabular-nums">
            {formatBytes(done)} of {formatBytes(total)}
          </span>
        </PanelHead>
        <div className="px-3.5 py-3">
          <Progress
            label="The whole upload"
            value={done}
            max={Math.max(1, total)}
            tone={status === "linked" ? "positive" : "running"}
          />
        </div>
        <ul className="max-h-[420px] overflow-auto border-line border-t">
          {files.slice(0, ROWS_MAX).map((file) => (
            <FileLine key={file.path} file={file} phase={phase} />
          ))}
        </ul>
        {files.length > ROWS_MAX ? (
          <PanelFoot>and {formatPlural(files.length - ROWS_MAX, "more file")}</PanelFoot>
        ) : null}
      </Panel>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {status === "running" ? (
          <p className="mr-auto text-ink-3 text-small">It goes on while you look at other pages of this site.</p>
        ) : null}
        {status === "linked" ? (
          <>
            <Button size="large" onClick={forgetUpload}>
              Upload more
            </Button>
            {next === null ? null : (
              <ButtonLink look="primary" size="large" href={next as Route} onClick={forgetUpload}>
                Open the version
              </ButtonLink>
            )}
          </>
        ) : (
          <Button look="danger" size="large" onClick={cancelUpload}>
            Cancel upload
          </Button>
        )}
        {status === "failed" ? (
          <Button look="primary" size="large" onClick={retryUpload}>
            Try again
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function FileLine({ file, phase }: { file: FileProgress; phase: UploadPhase }) {
  const { path, sizeBytes, isHere } = file;
  const done = doneOf(file, phase);
  return (
    <li className="grid min-h-9 grid-cols-[16px_minmax(0,1fr)_120px_92px] items-center gap-2.5 border-line border-t px-3.5 first:border-t-0 max-sm:grid-cols-[16px_minmax(0,1fr)_64px]">
      {isHere ? (
        <CircleCheck role="img" aria-hidden={undefined} aria-label="sent" className="size-3.5 text-positive-mark" />
      ) : (
        <LoaderCircle
          aria-hidden="true"
          className={done > 0 ? "size-3.5 animate-spin text-running-mark" : "size-3.5 text-ink-off"}
        />
      )}
      <span className="truncate font-mono text-small" title={path}>
        {path}
      </span>
      <Progress
        label={path}
        value={done}
        max={Math.max(1, sizeBytes)}
        tone={isHere ? "positive" : "running"}
        className="max-sm:hidden"
      />
      <span className="text-right text-ink-3 text-small tabular-nums">{formatBytes(sizeBytes)}</span>
    </li>
  );
}

function doneOf({ hashedBytes, sentBytes }: FileProgress, phase: UploadPhase): number {
  return phase === "checking" ? hashedBytes : sentBytes;
}
