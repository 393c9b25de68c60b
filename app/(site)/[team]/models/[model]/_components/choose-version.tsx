import { Button } from "@/app/_components/ui/button";
import { TextField } from "@/app/_components/ui/fields.client";
import { aliasPath } from "@/app/_server/paths";

export type ChooseVersionProps = {
  team: string;
  model: string;
  alias: string;
  /** The newest, offered while typing; any other may be typed. */
  versions: readonly number[];
  problem?: string | null;
};

/** Asks which version: the answer is the address of the page that says what the move causes. */
export function ChooseVersion({ team, model, alias, versions, problem = null }: ChooseVersionProps) {
  const listId = `versions-for-${alias}`;
  return (
    <form method="get" action={aliasPath(team, model, alias)} aria-label={`Choose a version for ${alias}`}>
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          name="to"
          label="Version"
          hint="v7, or an alias that stands on it."
          required
          list={listId}
          placeholder={versions[0] === undefined ? "v0" : `v${versions[0]}`}
          className="w-60 max-sm:w-full"
          controlClassName="font-mono"
        />
        <Button type="submit" size="large" className="mb-[22px]">
          Look at the move
        </Button>
      </div>
      <datalist id={listId}>
        {versions.map((number) => (
          <option key={number} value={`v${number}`} />
        ))}
      </datalist>
      {problem ? (
        <p role="alert" className="mt-1.5 text-critical text-small">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
