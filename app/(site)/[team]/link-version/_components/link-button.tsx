import { type ReactNode, Suspense } from "react";
import type { ButtonProps } from "@/app/_components/ui/button";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { linkAnyPath, modelPartPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import type { TeamScope } from "@/lib/core/actor";
import { LinkForm } from "./link-form";
import { readLink } from "./read-link";

export type LinkButtonProps = Pick<ButtonProps, "look"> & {
  scope: TeamScope;
  /** The model that the version goes to; null where the form asks which. */
  model: string | null;
  children: ReactNode;
};

/** Links a version in a dialog over the page that it is asked from. */
export function LinkButton({ scope, model, look, children }: LinkButtonProps) {
  const { teamName: team } = scope;
  return (
    <DialogLink
      look={look}
      href={model === null ? linkAnyPath(team) : modelPartPath(team, model, ["link"])}
      title={model === null ? "Link version" : `Link a version to ${model}`}
      // The page does not wait for what its dialog offers.
      content={
        <Suspense fallback={<p className="min-h-60 py-2 text-ink-3">Reading what there is to link…</p>}>
          <LinkDialog scope={scope} model={model} />
        </Suspense>
      }
      data-key="l"
    >
      {children}
    </DialogLink>
  );
}

async function LinkDialog({ scope, model }: Pick<LinkButtonProps, "scope" | "model">) {
  const view = await readLink(await db(), scope, { model, project: undefined, artifact: undefined });
  return view ? <LinkForm team={scope.teamName} view={view} /> : <p className="text-ink-2">This model is gone.</p>;
}
