import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/app/_components/page-head";
import { Note } from "@/app/_components/ui/note";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { listAutomations } from "@/lib/automations/queries";
import { getVersion } from "@/lib/registry/versions/queries";
import { UnlinkForm } from "../_components/unlink-form";

export const metadata: Metadata = { title: "Unlink version" };

const AUTOMATIONS_MAX = 200;

type UnlinkProps = { params: Promise<{ team: string; model: string; version: string }> };

export default async function UnlinkPage({ params }: UnlinkProps) {
  const { team, model, version } = await params;
  const scope = await requireScope(team);
  const pool = await db();
  const [found, automations] = await Promise.all([
    getVersion(pool, scope, nameInPath(model), nameInPath(version)),
    listAutomations(pool, scope, { model: nameInPath(model), enabled: true, limit: AUTOMATIONS_MAX }),
  ]);
  if (!found.ok) {
    notFound();
  }
  const refusal = await refusalFor(scope, "version.link");
  return (
    <div className="w-full max-w-[640px]">
      <PageHead title={`Unlink v${found.value.number}`} note={found.value.model.name} />
      <div className="px-6 pb-10 max-sm:px-4">
        {refusal ? (
          <Note title={refusal} />
        ) : (
          <UnlinkForm
            team={scope.teamName}
            version={found.value}
            automations={automations.ok ? automations.value.items : []}
          />
        )}
      </div>
    </div>
  );
}
