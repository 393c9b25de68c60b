import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/app/_components/page-head";
import { Note } from "@/app/_components/ui/note";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { getVersion } from "@/lib/registry/versions/queries";
import { DescribeVersionForm } from "../_components/describe-version-form";

export const metadata: Metadata = { title: "Describe version" };

type EditProps = { params: Promise<{ team: string; model: string; version: string }> };

export default async function EditVersionPage({ params }: EditProps) {
  const { team, model, version } = await params;
  const scope = await requireScope(team);
  const found = await getVersion(await db(), scope, nameInPath(model), nameInPath(version));
  if (!found.ok) {
    notFound();
  }
  const refusal = await refusalFor(scope, "version.link");
  return (
    <div className="w-full max-w-[640px]">
      <PageHead title={`Describe v${found.value.number}`} note={found.value.model.name} />
      <div className="px-6 pb-10 max-sm:px-4">
        {refusal ? <Note title={refusal} /> : <DescribeVersionForm team={scope.teamName} version={found.value} />}
      </div>
    </div>
  );
}
