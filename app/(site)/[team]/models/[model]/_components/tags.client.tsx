"use client";

import { Plus, X } from "lucide-react";
import { useOptimistic } from "react";
import { ActionForm } from "@/app/_components/action-form.client";
import { TagChip } from "@/app/_components/tag-chip";
import { TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import type { FormAction } from "@/lib/core/action-state";
import type { TagView } from "@/lib/core/registry";

export type TagsProps = {
  tags: readonly TagView[];
  /** Whose they are: a model's, or with `version` a version's. */
  of: { team: string; model: string; version?: string };
  canWrite: boolean;
  actions: { set: FormAction; remove: FormAction; undo: FormAction };
};

type Change = { kind: "set"; tag: TagView } | { kind: "removed"; key: string };

/** The tags of a model or version. A change shows at once, and goes back when it is refused. */
export function Tags({ tags, of, canWrite, actions }: TagsProps) {
  const [shown, change] = useOptimistic(tags, changed);
  if (!canWrite) {
    return shown.map((tag) => <Tag key={tag.key} tag={tag} />);
  }
  return (
    <>
      {shown.map((tag) => (
        <ActionForm
          key={tag.key}
          action={actions.remove}
          undo={actions.undo}
          label={`Remove tag ${tag.key}: form`}
          hidden={{ ...of, key: tag.key }}
          onSend={() => change({ kind: "removed", key: tag.key })}
          className="inline-flex max-w-full"
        >
          <span className="inline-flex max-w-full items-center rounded-chip bg-sunken dark:bg-hover">
            <Tag tag={tag} />
            <SubmitButton
              look="ghost"
              size="small"
              square
              aria-label={`Remove tag ${tag.key}`}
              className="h-5 w-5 rounded-chip [&_svg]:size-3"
            >
              <X aria-hidden="true" />
            </SubmitButton>
          </span>
        </ActionForm>
      ))}
      <details className="group min-w-0 open:basis-full">
        <summary className="inline-flex h-5 list-none items-center gap-1 rounded-chip border border-line-strong border-dashed px-1.5 text-[11.5px] text-ink-2 hover:bg-hover max-sm:h-9 max-sm:px-3 [&::-webkit-details-marker]:hidden">
          <Plus aria-hidden="true" className="size-2.5" />
          tag
        </summary>
        <ActionForm
          action={actions.set}
          undo={actions.undo}
          label="Add a tag"
          hidden={of}
          onSend={(fields) =>
            change({
              kind: "set",
              tag: { key: String(fields.get("key") ?? ""), value: String(fields.get("value") ?? "") },
            })
          }
          className="mt-2 max-w-[420px]"
        >
          <div className="flex flex-wrap items-end gap-1.5">
            <TextField
              name="key"
              label="Tag"
              required
              maxLength={256}
              className="w-36 flex-1"
              controlClassName="h-7 text-small"
            />
            <TextField
              name="value"
              label="Value"
              note="optional"
              maxLength={100_000}
              className="w-36 flex-1"
              controlClassName="h-7 text-small"
            />
            <SubmitButton>Add tag</SubmitButton>
          </div>
        </ActionForm>
      </details>
    </>
  );
}

function Tag({ tag: { key, value } }: { tag: TagView }) {
  return (
    <span className="inline-flex max-w-60 min-w-0">
      <TagChip name={value ? `${key}: ${value}` : key} />
    </span>
  );
}

function changed(tags: readonly TagView[], change: Change): readonly TagView[] {
  const key = change.kind === "set" ? change.tag.key : change.key;
  const others = tags.filter((tag) => tag.key !== key);
  return change.kind === "set" && key !== "" ? [...others, change.tag] : others;
}
