import type { ReactNode } from "react";
import { formatBytes, formatPlural, shortDigest } from "@/app/_components/format";
import { Time } from "@/app/_components/time";
import { CopyButton } from "@/app/_components/ui/copy-button.client";
import { KeyValue, KeyValues } from "@/app/_components/ui/key-values";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";
import { runPath } from "@/app/_server/paths";
import type { VersionView } from "@/lib/core/registry";

type OriginCardProps = {
  team: string;
  version: VersionView;
  /** The number of the run of this team that logged the artifact. */
  loggedBy: number | null;
  tags: ReactNode;
};

/** Where the version came from, as far as the client told. */
export function OriginCard({ team, version, loggedBy, tags }: OriginCardProps) {
  const { artifact, artifactType, source, digest, sizeBytes, fileCount, linkedAt, linkedBy } = version;
  return (
    <Panel aria-labelledby="origin">
      <PanelHead title="Origin" titleId="origin" />
      <PanelBody>
        <KeyValues>
          <KeyValue name="Artifact">
            <span className="font-mono text-small">
              {artifact.name}:v{artifact.number}
            </span>
          </KeyValue>
          <KeyValue name="Project">{artifact.project}</KeyValue>
          {artifactType === "model" ? null : <KeyValue name="Type">{artifactType}</KeyValue>}
          {loggedBy === null ? null : (
            <KeyValue name="Logged by">
              <TextLink href={runPath(team, loggedBy)}>run {loggedBy}</TextLink>
            </KeyValue>
          )}
          {source.runId && loggedBy === null ? (
            <KeyValue name="Run">
              {source.url ? (
                <a
                  href={source.url}
                  rel="noreferrer noopener"
                  className="font-mono text-accent text-small underline-offset-3 hover:underline"
                >
                  {source.runId}
                </a>
              ) : (
                <span className="font-mono text-small">{source.runId}</span>
              )}
            </KeyValue>
          ) : null}
          {source.commit ? (
            <KeyValue name="Commit">
              <span title={source.commit} className="font-mono text-small">
                {source.commit.slice(0, 10)}
              </span>
            </KeyValue>
          ) : null}
          {source.repository ? <KeyValue name="Repository">{source.repository}</KeyValue> : null}
          {source.url && !source.runId ? (
            <KeyValue name="Address">
              <a
                href={source.url}
                rel="noreferrer noopener"
                className="break-all text-accent underline-offset-3 hover:underline"
              >
                {source.url}
              </a>
            </KeyValue>
          ) : null}
          <KeyValue name="Digest">
            <span className="inline-flex items-center gap-1">
              <span title={digest} className="font-mono text-small">
                {shortDigest(digest)}
              </span>
              <CopyButton text={digest} label="Copy digest" />
            </span>
          </KeyValue>
          {fileCount > 0 ? (
            <KeyValue name="Size">
              {formatBytes(sizeBytes)} in {formatPlural(fileCount, "file")}
            </KeyValue>
          ) : null}
          <KeyValue name="Linked">
            <Time at={linkedAt} /> by {linkedBy}
          </KeyValue>
          <KeyValue name="Tags">
            <span className="flex flex-wrap items-center gap-1.5">{tags}</span>
          </KeyValue>
        </KeyValues>
      </PanelBody>
    </Panel>
  );
}
