import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/app/_components/page-head";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelPartPath, nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { can } from "@/lib/core/access";
import { getModel } from "@/lib/registry/models/queries";
import { DescribeModelForm } from "../_components/describe-model-form";

export const metadata: Metadata = { title: "Edit model" };

type EditProps = { params: Promise<{ team: string; model: string }> };

/** What the three dots of a model offer, before JavaScript. */
export default async function EditModelPage({ params }: EditProps) {
  const { team, model } = await params;
  const scope = await requireScope(team);
  const found = await getModel(await db(), scope, nameInPath(model));
  if (!found.ok) {
    notFound();
  }
  const { name, description } = found.value;
  const refusal = await refusalFor(scope, "model.write");
  return (
    <div className="w-full max-w-[640px]">
      <PageHead title={`Describe ${name}`} />
      <div className="px-6 pb-10 max-sm:px-4">
        {refusal ? (
          <Note title={refusal} />
        ) : (
          <DescribeModelForm team={scope.teamName} model={name} description={description} />
        )}
        <p className="flex flex-wrap gap-4">
          <TextLink href={modelPartPath(scope.teamName, name, ["history"])} className="max-sm:py-2">
            History
          </TextLink>
          {can(scope.role, "model.delete") ? (
            <TextLink href={modelPartPath(scope.teamName, name, ["delete"])} className="text-critical max-sm:py-2">
              Delete model
            </TextLink>
          ) : null}
        </p>
      </div>
    </div>
  );
}
