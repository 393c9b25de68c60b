import { AliasChip, aliasKindOf } from "@/app/_components/alias-chip";
import { CheckField, TextField } from "@/app/_components/ui/fields.client";
import type { AliasView } from "@/lib/core/registry";

export type AliasFieldsProps = {
  /** Those that the model has: they would move. */
  aliases: readonly AliasView[];
  protectedNames: ReadonlySet<string>;
  /** Why this person may not move a protected one; null where they may. */
  guarded: string | null;
};

/** The aliases that a new version gets in the same step: if one of them is refused, nothing is linked. */
export function AliasFields({ aliases, protectedNames, guarded }: AliasFieldsProps) {
  const isShut = (name: string) => guarded !== null && protectedNames.has(name);
  return (
    <div>
      {aliases.length > 0 ? (
        <fieldset className="mb-3">
          <legend className="mb-1.5 font-medium text-small">Move aliases to it</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-1">
            {aliases.map((alias) => (
              <CheckField
                key={alias.name}
                name="aliases[]"
                value={alias.name}
                disabled={isShut(alias.name)}
                label={
                  <span className="flex items-center gap-2">
                    <span className="min-w-0 max-w-48">
                      <AliasChip name={alias.name} kind={aliasKindOf(alias)} />
                    </span>
                    <span className="text-ink-3 text-small">from v{alias.version}</span>
                  </span>
                }
              />
            ))}
          </div>
          {guarded !== null && aliases.some(({ name }) => isShut(name)) ? (
            <p className="mt-1 text-ink-3 text-small">{guarded}</p>
          ) : null}
        </fieldset>
      ) : null}
      <TextField
        name="more"
        label={aliases.length > 0 ? "New aliases" : "Aliases"}
        note="optional"
        hint="Several between commas. latest follows by itself."
        placeholder="staging, candidate"
        controlClassName="font-mono text-small"
      />
    </div>
  );
}
