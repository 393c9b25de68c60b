import { Button } from "@/app/_components/ui/button";
import { TextField } from "@/app/_components/ui/fields.client";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelPartPath } from "@/app/_server/paths";

const LIST = "versions-to-compare";

export type CompareFormProps = {
  team: string;
  model: string;
  a: string | undefined;
  b: string | undefined;
  versions: readonly number[];
  problem: string | null;
};

export function CompareForm({ team, model, a, b, versions, problem }: CompareFormProps) {
  const field = { required: true, list: LIST, controlClassName: "font-mono", className: "w-40 max-sm:w-full" };
  return (
    <form
      key={`${a} ${b}`}
      method="get"
      action={modelPartPath(team, model, ["compare"])}
      aria-label="Versions to compare"
      className="flex flex-wrap items-end gap-2"
    >
      <TextField {...field} name="a" label="Before" defaultValue={a} placeholder="production" />
      <TextField {...field} name="b" label="After" defaultValue={b} placeholder="latest" />
      <Button type="submit" size="large">
        Compare
      </Button>
      {a && b ? (
        <TextLink href={modelPartPath(team, model, ["compare"], { a: b, b: a })} className="py-1.5">
          Swap sides
        </TextLink>
      ) : null}
      <datalist id={LIST}>
        {versions.map((number) => (
          <option key={number} value={`v${number}`} />
        ))}
      </datalist>
      {problem ? (
        <p role="alert" className="w-full text-critical text-small">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
