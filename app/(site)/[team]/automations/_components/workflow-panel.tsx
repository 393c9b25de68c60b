import { GitPullRequest } from "lucide-react";
import { CodeView } from "@/app/_components/code-view";
import { Button } from "@/app/_components/ui/button";
import { CopyButton } from "@/app/_components/ui/copy-button.client";
import { Note } from "@/app/_components/ui/note";
import type { GitHubLook, PullState } from "./wizard-view";

export type WorkflowPanelProps = {
  file: NonNullable<GitHubLook["file"]>;
  repository: string;
  pull: PullState | null;
  isSending: boolean;
};

/** The workflow that the automation starts, ready to be put where it belongs. */
export function WorkflowPanel({ file, repository, pull, isSending }: WorkflowPanelProps) {
  return (
    <section aria-labelledby="workflow-file" className="border-line border-b">
      <header className="flex min-h-11 flex-wrap items-center gap-2 border-line border-b px-4 py-1.5">
        <h2 id="workflow-file" className="font-semibold">
          Workflow file
        </h2>
        <span className="ml-auto flex items-center gap-2">
          <CopyButton text={file.text} label="Copy workflow file">
            Copy
          </CopyButton>
          <Button type="submit" name="intent" value="pull" size="small" formNoValidate isPending={isSending}>
            <GitPullRequest aria-hidden="true" />
            Open pull request
          </Button>
        </span>
      </header>
      <p className="break-words px-4 py-1.5 text-ink-3 text-small">
        One to begin with, for <code className="break-all font-mono">{file.path}</code> in {repository}. It is found
        again by the delivery id, and no text of a model is ever executed.
      </p>
      {pull ? <Pull pull={pull} path={file.path} /> : null}
      <CodeView label="Contents of the file" text={file.text} hasLineNumbers frame="bare" />
    </section>
  );
}

function Pull({ pull, path }: { pull: PullState; path: string }) {
  if (pull.kind === "opened") {
    return (
      <Note tone="positive" isAlert className="mx-4 mb-2">
        {pull.wasOpen ? "It is open already: " : "Opened: "}
        <a href={pull.url} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-3">
          pull request #{pull.number}
        </a>
        . The workflow counts once it is merged.
      </Note>
    );
  }
  return (
    <Note tone={pull.canReplace ? "caution" : "critical"} isAlert className="mx-4 mb-2">
      <p>{pull.message}</p>
      {pull.canReplace ? (
        <Button type="submit" name="intent" value="pull:replace" size="small" formNoValidate className="mt-2">
          Replace {path.split("/").at(-1)} in a pull request
        </Button>
      ) : null}
    </Note>
  );
}
