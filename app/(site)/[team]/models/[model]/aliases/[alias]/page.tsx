import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AliasChip } from "@/app/_components/alias-chip";
import { PageHead, SectionHead } from "@/app/_components/page-head";
import { Note } from "@/app/_components/ui/note";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { AliasHistory } from "../../_components/alias-history";
import { ChooseVersion } from "../../_components/choose-version";
import { MoveForm, moveTitle } from "../../_components/move-form";
import { readAliasPage } from "./read-alias-page";

type AliasProps = {
  params: Promise<{ team: string; model: string; alias: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: AliasProps): Promise<Metadata> {
  const { model, alias } = await params;
  return { title: `${nameInPath(alias)} of ${nameInPath(model)}` };
}

/** Where an alias is moved, seen first; the same form stands in the dialogs of a model and its versions. */
export default async function AliasPage({ params, searchParams }: AliasProps) {
  const { team, model, alias } = await params;
  const scope = await requireScope(team);
  const { to } = await singleParams(searchParams);
  const names = { model: nameInPath(model), alias: nameInPath(alias), to };
  const view = await readAliasPage(await db(), scope, names);
  if (!view) {
    notFound();
  }

  const { plan } = view;
  const refusal = await refusalFor(scope, view.isProtected ? "alias.protected" : "alias.write");
  return (
    <div className="w-full max-w-[640px]">
      <PageHead
        title={
          plan ? (
            moveTitle(plan)
          ) : (
            <span className="inline-flex items-center gap-2">
              Move <AliasChip name={names.alias} kind={view.isProtected ? "protected" : "plain"} />
            </span>
          )
        }
        note={names.model}
      />
      <div className="px-6 pb-10 max-sm:px-4">
        {refusal ? (
          <Note title={refusal} />
        ) : (
          <>
            {plan ? <MoveForm team={scope.teamName} model={names.model} plan={plan} fires={view.fires} isPage /> : null}
            {plan ? <SectionHead title="To another version" /> : null}
            <ChooseVersion
              team={scope.teamName}
              model={names.model}
              alias={names.alias}
              versions={view.versions}
              problem={view.problem}
            />
          </>
        )}
        <SectionHead id="history" title="History" />
        <AliasHistory team={scope.teamName} model={names.model} moves={view.moves} />
      </div>
    </div>
  );
}
