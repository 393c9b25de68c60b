import type { TeamScope } from "@/lib/core/actor";
import type { NewVersion, TagView } from "@/lib/core/registry";
import { ok, type Result } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { appendEvent } from "@/lib/events/append";
import { askAliases, putAliases } from "../aliases/put-aliases";
import { followAliases } from "../aliases/stages";
import type { LockedModel } from "../models/locked-model";
import { putTags } from "../tag-rows";
import { insertVersion, type ToldByMlflow } from "./insert-version";
import { linkSource } from "./link-source";
import { snapshotOf, type VersionRow } from "./version-row";
import type { NewAliases } from "./version-view";

export type VersionEntry = Omit<NewVersion, "source"> & {
  source: Parameters<typeof linkSource>[3];
  tags?: readonly TagView[];
  told?: ToldByMlflow;
};

/**
 * Makes the next version of a model, whose lock the caller holds, with its aliases and tags. The link is told first, then
 * each alias and each tag in order.
 */
export async function enterVersion(
  tx: Transaction,
  scope: TeamScope,
  model: LockedModel,
  { source: wanted, aliases, tags = [], description, key, told }: VersionEntry,
): Promise<Result<{ version: VersionRow; aliases: NewAliases }>> {
  const names = [...new Set(aliases)];
  const asked = await askAliases(tx, scope, model, names);
  if (!asked.ok) {
    return asked;
  }
  const source = await linkSource(tx, scope, model, wanted);
  if (!source.ok) {
    return source;
  }

  const version = await insertVersion(tx, scope, model, {
    source: source.value,
    description,
    linkKey: key ?? null,
    told,
  });
  const [, put] = await Promise.all([
    appendEvent(tx, scope, {
      type: "LINK_ARTIFACT",
      model: { id: model.id, name: model.name },
      version: { ...snapshotOf(version), tags: Object.fromEntries(tags.map((tag) => [tag.key, tag.value])) },
    }),
    putAliases(tx, scope, { model, version, names }, asked.value),
    followAliases(tx, { model, version, names }),
  ]);
  if (!put.ok) {
    return put;
  }
  const tagged = await tagFirst(tx, scope, { model, version, tags });
  return tagged.ok ? ok({ version, aliases: { names, ...asked.value, ...put.value } }) : tagged;
}

type Tagging = { model: LockedModel; version: VersionRow; tags: readonly TagView[] };

async function tagFirst(tx: Transaction, scope: TeamScope, { model, version, tags }: Tagging): Promise<Result<null>> {
  const put = await putTags(tx, scope, { modelId: model.id, versionId: version.id }, tags);
  if (!put.ok) {
    return put;
  }
  for (const tag of tags) {
    await appendEvent(tx, scope, {
      type: "ADD_ARTIFACT_TAG",
      model: { id: model.id, name: model.name },
      version: snapshotOf(version),
      tag,
    });
  }
  return ok(null);
}
