import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refuseForeign, uploadAnswer } from "@/app/_server/upload-answer";
import { deleteArtifact } from "@/lib/registry/artifacts/commands";
import { listUploads } from "@/lib/registry/artifacts/queries";

const PAGE_LIMIT = 200;

type ArtifactContext = { params: Promise<{ team: string; artifact: string }> };

/** What an artifact still waits for, with the parts that are here: asked before an upload goes on. */
export async function GET(request: Request, { params }: ArtifactContext): Promise<Response> {
  const { team, artifact } = await params;
  const scope = await requireScope(team);
  const { ports } = await startRuntime();
  const cursor = new URL(request.url).searchParams.get("cursor") ?? undefined;
  return uploadAnswer(
    await listUploads(await db(), scope, ports.storage, { artifactId: artifact, limit: PAGE_LIMIT, cursor }),
  );
}

/** Gives an upload up: what was sent goes. */
export async function DELETE(request: Request, { params }: ArtifactContext): Promise<Response> {
  const foreign = refuseForeign(request);
  if (foreign) {
    return foreign;
  }
  const { team, artifact } = await params;
  const scope = await requireScope(team);
  const { ports } = await startRuntime();
  return uploadAnswer(await deleteArtifact(await db(), scope, ports.storage, { artifactId: artifact }));
}
