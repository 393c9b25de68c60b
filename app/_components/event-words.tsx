import type { EventType } from "@/lib/core/event";
import { EVENT_TYPES } from "@/lib/core/event";
import { AliasChip } from "./alias-chip";
import { TagChip } from "./tag-chip";
import { AliasMove, VersionName } from "./version-name";

export type EventWordsProps = {
  type: EventType;
  version: number | null;
  alias: string | null;
  previousVersion: number | null;
  tag?: { key: string; value: string } | null;
  evaluation?: string | null;
  isProtected: boolean;
};

/** What happened, old to new. The wire's name of the event is in the hover. */
export function EventWords(event: EventWordsProps) {
  return (
    <span title={event.type} className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1">
      <Words {...event} />
    </span>
  );
}

function Words({ type, version, alias, previousVersion, tag, evaluation, isProtected }: EventWordsProps) {
  const kind = isProtected ? "protected" : "plain";
  if (type === "ADD_ARTIFACT_ALIAS" && alias !== null) {
    return <AliasMove alias={alias} kind={kind} from={previousVersion} to={version} />;
  }
  if (type === "REMOVE_ARTIFACT_ALIAS" && alias !== null) {
    return (
      <>
        <AliasChip name={alias} kind="removed" />
        <span>removed</span>
      </>
    );
  }
  return (
    <>
      {version === null ? null : <VersionName version={version} />}
      <span>{EVENT_TYPES[type].label}</span>
      {tag ? (
        <span className="max-w-60 min-w-0">
          <TagChip name={tag.value ? `${tag.key}: ${tag.value}` : tag.key} />
        </span>
      ) : null}
      {evaluation ? <b className="min-w-0 truncate font-medium">{evaluation}</b> : null}
    </>
  );
}
