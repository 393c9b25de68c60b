import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/app/_components/page-head";
import { Note } from "@/app/_components/ui/note";
import { modelPath, nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { getModel } from "@/lib/registry/models/queries";
import { CardEditor } from "../../_components/card-editor.client";

export const metadata: Metadata = { title: "Edit card" };

type EditCardProps = { params: Promise<{ team: string; model: string }> };

export default async function EditCardPage({ params }: EditCardProps) {
  const { team, model } = await params;
  const scope = await requireScope(team);
  const found = await getModel(await db(), scope, nameInPath(model));
  if (!found.ok) {
    notFound();
  }
  const refusal = await refusalFor(scope, "model.write");
  const { name, card } = found.value;
  return (
    <>
      <PageHead title="Edit card" note={name} />
      <div className="max-w-[1240px] px-6 pb-10 max-sm:px-4">
        {refusal ? (
          <Note title={refusal} />
        ) : (
          <CardEditor team={scope.teamName} model={name} card={card} cancelHref={modelPath(scope.teamName, name)} />
        )}
      </div>
    </>
  );
}
