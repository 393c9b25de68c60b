import { Lock } from "lucide-react";
import { Chip } from "./ui/chip";

/** `plain` anyone with the right moves; `protected` only admins; `system` is kept by the server; `removed` is history. */
export type AliasKind = "plain" | "protected" | "system" | "removed";

const LOOK = {
  plain: { look: "accent", title: undefined },
  protected: { look: "ink", title: "Protected alias: only admins move it" },
  system: { look: "dashed", title: "Kept by the system" },
  removed: { look: "struck", title: "This alias was removed" },
} as const satisfies Record<AliasKind, { look: "accent" | "ink" | "dashed" | "struck"; title: string | undefined }>;

export function AliasChip({ name, kind = "plain" }: { name: string; kind?: AliasKind }) {
  const { look, title } = LOOK[kind];
  return (
    <Chip look={look} type="mono" title={title}>
      {kind === "protected" ? (
        <Lock role="img" aria-hidden={undefined} aria-label="protected" strokeWidth={2.1} />
      ) : null}
      <span className="truncate leading-4">{name}</span>
    </Chip>
  );
}

/** Says which of the four an alias is. */
export function aliasKindOf(alias: { name: string; isProtected: boolean }): AliasKind {
  if (alias.name === "latest") {
    return "system";
  }
  return alias.isProtected ? "protected" : "plain";
}
