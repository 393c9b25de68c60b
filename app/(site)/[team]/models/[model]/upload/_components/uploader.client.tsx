"use client";

import { File, FolderOpen } from "lucide-react";
import { type ChangeEvent, type FormEvent, type ReactNode, useState, useSyncExternalStore } from "react";
import { answerOf } from "@/app/_components/answer-of";
import { formatBytes, formatPlural } from "@/app/_components/format";
import { Button } from "@/app/_components/ui/button";
import { TextAreaField, TextField } from "@/app/_components/ui/fields.client";
import type { FormAction } from "@/lib/core/action-state";
import { FILES_MAX } from "@/lib/core/registry";
import { chosenFiles, problemOfFiles, readMetadata } from "./chosen-files";
import { UploadProgress } from "./upload-progress.client";
import type { FileToSend } from "./upload-run";
import { readUpload, startUpload, subscribeToUpload } from "./upload-store";

export type UploaderProps = {
  /** Links what was uploaded. */
  linkAction: FormAction;
  team: string;
  model: string;
  /** What the model's newest version was made of. */
  project: string;
  artifact: string;
  /** Why this person may not put protected aliases; null where they may. */
  guarded: string | null;
};

/** Uploads files and links them as the next version. The run itself lies in a store that outlives this page. */
export function Uploader(props: UploaderProps) {
  const upload = useSyncExternalStore(subscribeToUpload, readUpload, () => null);
  return upload ? <UploadProgress upload={upload} /> : <UploadForm {...props} />;
}

function UploadForm({ linkAction, team, model, project, artifact, guarded }: UploaderProps) {
  const [files, setFiles] = useState<readonly FileToSend[]>([]);
  const [problem, setProblem] = useState<string | null>(null);

  function choose(event: ChangeEvent<HTMLInputElement>): void {
    setFiles(chosenFiles(event.target.files));
    setProblem(null);
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const metadata = readMetadata(String(fields.get("metadata") ?? ""));
    const wrong = problemOfFiles(files) ?? (metadata.ok ? null : metadata.problem.message);
    if (wrong !== null || !metadata.ok) {
      setProblem(wrong);
      return;
    }
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    startUpload(
      { team, project: said("project"), name: said("artifact"), metadata: metadata.value, files },
      {
        model,
        link: (artifactId) => answerOf(linkAction, linkFields({ team, model, artifactId, said })),
      },
    );
  }

  return (
    <form aria-label="Upload files" onSubmit={submit} className="noscript:hidden flex flex-col gap-4">
      <div>
        <div className="flex flex-wrap gap-2">
          <FileButton label="Choose files" icon={<File aria-hidden="true" />} onChange={choose} />
          <FileButton label="Choose a folder" icon={<FolderOpen aria-hidden="true" />} isFolder onChange={choose} />
        </div>
        <p aria-live="polite" className="mt-1.5 text-ink-3 text-small">
          {files.length === 0
            ? `At most ${FILES_MAX.toLocaleString("en")} files of any size. Their digests are computed here and proven on the server.`
            : `${formatPlural(files.length, "file")}, ${formatBytes(files.reduce((sum, { file }) => sum + file.size, 0))}`}
        </p>
      </div>
      <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
        <TextField
          name="project"
          label="Project"
          required
          defaultValue={project}
          controlClassName="font-mono text-small"
        />
        <TextField
          name="artifact"
          label="Artifact"
          required
          defaultValue={artifact}
          controlClassName="font-mono text-small"
        />
      </div>
      <TextField
        name="more"
        label="Aliases"
        note="optional"
        hint={guarded ?? "Several between commas. One that stands on another version moves."}
        controlClassName="font-mono text-small"
      />
      <TextAreaField
        name="metadata"
        label="Metadata"
        note="optional"
        hint="A JSON object, such as the metrics of the run."
        rows={3}
        placeholder={'{"auc": 0.93}'}
        controlClassName="font-mono text-small"
      />
      <TextAreaField name="description" label="Description" note="optional" rows={2} />
      {problem ? (
        <p role="alert" className="text-critical text-small">
          {problem}
        </p>
      ) : null}
      <div className="flex justify-end">
        <Button type="submit" look="primary" size="large" disabled={files.length === 0}>
          Upload and link
        </Button>
      </div>
    </form>
  );
}

type FileButtonProps = {
  label: string;
  icon: ReactNode;
  isFolder?: boolean;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
};

function FileButton({ label, icon, isFolder = false, onChange }: FileButtonProps) {
  return (
    <label className="relative inline-flex h-8 cursor-pointer items-center gap-1.5 rounded-control border border-line-strong bg-surface px-3 font-medium shadow-low hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent max-sm:h-9 dark:bg-raised [&_svg]:size-3.5 [&_svg]:text-ink-2">
      {icon}
      {label}
      <input
        type="file"
        multiple
        {...(isFolder ? { webkitdirectory: "" } : {})}
        onChange={onChange}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </label>
  );
}

type LinkWish = { team: string; model: string; artifactId: string; said: (name: string) => string };

function linkFields({ team, model, artifactId, said }: LinkWish): FormData {
  const form = new FormData();
  // The artifact is the key: linking it again after a lost answer is answered with the version that is there.
  const fields = { team, model, artifactId, from: "upload", key: `upload:${artifactId}` };
  for (const [name, value] of Object.entries(fields)) {
    form.set(name, value);
  }
  form.set("more", said("more"));
  form.set("description", said("description"));
  return form;
}
