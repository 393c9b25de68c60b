import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/app/_components/page-head";
import { Note } from "@/app/_components/ui/note";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { RemoveAliasForm } from "../../../_components/remove-alias-form";
import { readAliasPage } from "../read-alias-page";

type RemoveAliasProps = { params: Promise<{ team: string; model: string; alias: string }> };

export async function generateMetadata({ params }: RemoveAliasProps): Promise<Metadata> {
  return { title: `Remove ${nameInPath((await params).alias)}` };
}

export default async function RemoveAliasPage({ params }: RemoveAliasProps) {
  const { team, model, alias } = await params;
  const scope = await requireScope(team);
  const names = { model: nameInPath(model), alias: nameInPath(alias), to: undefined };
  const view = await readAliasPage(await db(), scope, names);
  if (!view?.holder) {
    notFound();
  }

  const refusal = await refusalFor(scope, view.isProtected ? "alias.protected" : "alias.write");
  return (
    <div className="w-full max-w-[640px]">
      <PageHead title={`Remove ${names.alias}`} note={names.model} />
      <div className="px-6 pb-10 max-sm:px-4">
        {refusal ? (
          <Note title={refusal} />
        ) : (
          <RemoveAliasForm
            team={scope.teamName}
            model={names.model}
            alias={view.holder}
            fires={view.firesOnRemoval}
            isPage
          />
        )}
      </div>
    </div>
  );
}
