import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CodeView } from "@/app/_components/code-view";
import { CLI, fetchCli } from "@/app/_components/fetch-cli";
import { PageHead } from "@/app/_components/page-head";
import { shellWord } from "@/app/_components/shell-word";
import { Note } from "@/app/_components/ui/note";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refusalFor } from "@/app/_server/who-can";
import { env } from "@/lib/platform/env";
import { getModel } from "@/lib/registry/models/queries";
import { getVersion } from "@/lib/registry/versions/queries";
import { linkVersionAction } from "../../../link-version/actions";
import { Uploader } from "./_components/uploader.client";

export const metadata: Metadata = { title: "Upload files" };

type UploadProps = { params: Promise<{ team: string; model: string }> };

export default async function UploadPage({ params }: UploadProps) {
  const { team: teamSegment, model: modelSegment } = await params;
  const scope = await requireScope(teamSegment);
  const model = nameInPath(modelSegment);
  const pool = await db();
  const [found, latest, refusal, guarded] = await Promise.all([
    getModel(pool, scope, model),
    getVersion(pool, scope, model, "latest"),
    refusalFor(scope, "version.link"),
    refusalFor(scope, "alias.protected"),
  ]);
  if (!found.ok) {
    notFound();
  }

  const team = scope.teamName;
  const last = latest.ok && latest.value.referenceUri === null ? latest.value.artifact : null;
  return (
    <div className="w-full max-w-[640px]">
      <PageHead title="Upload files" note={model} />
      <div className="px-6 pb-10 max-sm:px-4">
        {refusal ? (
          <Note title={refusal} />
        ) : (
          <>
            <div className="hidden noscript:block">
              <Note title="Uploading from the browser needs JavaScript.">The CLI does the same:</Note>
              <CodeView
                label="Commands"
                className="mt-3"
                text={`${fetchCli(env().MODELWIRE_URL)}\n${CLI} log ./model --project ${shellWord(last?.project ?? "uploads")} --name ${shellWord(last?.name ?? model)} \\\n  --link ${shellWord(`${team}/${model}`)}`}
              />
            </div>
            <Uploader
              linkAction={linkVersionAction}
              team={team}
              model={model}
              project={last?.project ?? "uploads"}
              artifact={last?.name ?? model}
              guarded={guarded}
            />
          </>
        )}
      </div>
    </div>
  );
}
