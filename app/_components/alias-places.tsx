import { versionPath } from "@/app/_server/paths";
import type { AliasView } from "@/lib/core/registry";
import { AliasChip, aliasKindOf } from "./alias-chip";
import { VersionName } from "./version-name";

/** More stand on the model's own page. */
const SHOWN_MAX = 4;

export type AliasPlacesProps = {
  team: string;
  model: string;
  aliases: readonly AliasView[];
  /** One that stands elsewhere already. */
  except?: string | null;
};

/** Where the aliases of a model point: protected ones first, because they are what runs. `latest` says itself. */
export function AliasPlaces({ team, model, aliases, except = null }: AliasPlacesProps) {
  const placed = aliases
    .filter((alias) => !alias.isSystem && alias.name !== except)
    .sort((a, b) => Number(b.isProtected) - Number(a.isProtected));
  if (placed.length === 0) {
    return except === null ? <span className="text-ink-3">none</span> : null;
  }
  return (
    <span className="inline-flex min-w-0 items-center gap-2.5">
      {placed.slice(0, SHOWN_MAX).map((alias) => (
        <span key={alias.name} className="inline-flex min-w-0 items-center gap-1.5">
          <span className="max-w-32 min-w-0 2xl:max-w-40">
            <AliasChip name={alias.name} kind={aliasKindOf(alias)} />
          </span>
          <VersionName version={alias.version} href={versionPath(team, model, alias.version)} strength="quiet" />
        </span>
      ))}
      {placed.length > SHOWN_MAX ? <span className="text-ink-3">+{placed.length - SHOWN_MAX}</span> : null}
    </span>
  );
}
