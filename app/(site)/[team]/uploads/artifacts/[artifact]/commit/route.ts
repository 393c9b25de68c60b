import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refuseForeign, uploadAnswer } from "@/app/_server/upload-answer";
import { commitArtifact } from "@/lib/registry/artifacts/commands";

type CommitContext = { params: Promise<{ team: string; artifact: string }> };

/** Has every byte read once, and commits the artifact when all are what was declared. */
export async function POST(request: Request, { params }: CommitContext): Promise<Response> {
  const foreign = refuseForeign(request);
  if (foreign) {
    return foreign;
  }
  const { team, artifact } = await params;
  const scope = await requireScope(team);
  const { ports } = await startRuntime();
  return uploadAnswer(await commitArtifact(await db(), scope, ports.storage, { artifactId: artifact }));
}
