import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/app/_components/page-head";
import { Note } from "@/app/_components/ui/note";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { listAutomations } from "@/lib/automations/queries";
import { getModel } from "@/lib/registry/models/queries";
import { DeleteModelForm } from "../_components/delete-model-form";

export const metadata: Metadata = { title: "Delete model" };

const AUTOMATIONS_MAX = 200;

type DeleteProps = { params: Promise<{ team: string; model: string }> };

export default async function DeleteModelPage({ params }: DeleteProps) {
  const { team, model } = await params;
  const scope = await requireScope(team);
  const pool = await db();
  const [found, automations] = await Promise.all([
    getModel(pool, scope, nameInPath(model)),
    listAutomations(pool, scope, { model: nameInPath(model), limit: AUTOMATIONS_MAX }),
  ]);
  if (!found.ok) {
    notFound();
  }
  const refusal = await refusalFor(scope, "model.delete");
  const own = automations.ok ? automations.value.items.filter((automation) => automation.model !== null) : [];
  return (
    <div className="w-full max-w-[640px]">
      <PageHead title={`Delete ${found.value.name}`} />
      <div className="px-6 pb-10 max-sm:px-4">
        {refusal ? (
          <Note title={refusal} />
        ) : (
          <DeleteModelForm team={scope.teamName} model={found.value} automationCount={own.length} />
        )}
      </div>
    </div>
  );
}
