import { TextLink } from "@/app/_components/ui/text-link";
import { versionPath } from "@/app/_server/paths";
import type { AliasUse } from "@/lib/registry/aliases/queries";

const SHOWN = 3;

/** `churn-classifier v11, eta-predictor v0 and 4 more`. */
export function holdersText({ holders, total }: AliasUse): string {
  const shown = holders.slice(0, SHOWN).map(({ model, version }) => `${model} v${version}`);
  return `${shown.join(", ")}${total > shown.length ? ` and ${total - shown.length} more` : ""}`;
}

/** The same, each with a way there. */
export function Holders({ team, use: { holders, total } }: { team: string; use: AliasUse }) {
  if (total === 0) {
    return <span className="text-ink-3">no version yet</span>;
  }
  const shown = holders.slice(0, SHOWN);
  return (
    <span className="inline-flex min-w-0 flex-wrap items-baseline gap-x-2">
      {shown.map(({ model, version }) => (
        <TextLink
          key={model}
          href={versionPath(team, model, version)}
          title={`${model} v${version}`}
          className="inline-block max-w-[32ch] truncate font-mono text-small"
        >
          {model} v{version}
        </TextLink>
      ))}
      {total > shown.length ? <span className="text-ink-3 text-small">and {total - shown.length} more</span> : null}
    </span>
  );
}
