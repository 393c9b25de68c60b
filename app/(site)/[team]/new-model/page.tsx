import type { Metadata } from "next";
import { PageHead } from "@/app/_components/page-head";
import { Note } from "@/app/_components/ui/note";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { NewModelForm } from "../models/_components/new-model-form";

export const metadata: Metadata = { title: "New model" };

export default async function NewModelPage({ params }: { params: Promise<{ team: string }> }) {
  const scope = await requireScope((await params).team);
  const refusal = await refusalFor(scope, "model.write");
  return (
    <div className="w-full max-w-[640px]">
      <PageHead title="New model" />
      <div className="px-6 pb-10 max-sm:px-4">
        {refusal ? <Note title={refusal} /> : <NewModelForm team={scope.teamName} />}
      </div>
    </div>
  );
}
