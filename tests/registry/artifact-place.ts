import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TeamScope } from "@/lib/core/actor";
import { newArtifact, PART_BYTES_MAX } from "@/lib/core/registry";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import { commitArtifact, createArtifact, receivePart } from "@/lib/registry/artifacts/commands";
import { getFile, openFile } from "@/lib/registry/artifacts/queries";
import { type DatabaseKind, openTestDatabase } from "../support/database";
import { must } from "../support/must";

export type Files = Record<string, Buffer>;
export type ArtifactPlace = Awaited<ReturnType<typeof openArtifactPlace>>;

/** A database and a storage folder of the test's own, and the steps by which an artifact gets into them. */
export async function openArtifactPlace(kind: DatabaseKind) {
  const database = await openTestDatabase(kind);
  const folder = await mkdtemp(join(tmpdir(), "modelwire-artifacts-"));
  const storage = createDiskStorage(folder);

  async function freshTeam() {
    const team = await database.team();
    return { db: database.db, team, member: await team.scope("member") };
  }

  async function draft(scope: TeamScope, files: Files, name = "weights") {
    return createArtifact(database.db, scope, manifestOf(files, name));
  }

  async function sendAll(scope: TeamScope, files: Files, uploads: { id: string; path: string }[]) {
    for (const { id, path } of uploads) {
      for (const [index, part] of partsOf(files[path] ?? Buffer.alloc(0)).entries()) {
        const sent = { uploadId: id, partNumber: index + 1, bytes: streamOf(part) };
        must(await receivePart(database.db, scope, storage, sent));
      }
    }
  }

  async function log(scope: TeamScope, files: Files, name?: string) {
    const { artifact, uploads } = must(await draft(scope, files, name));
    await sendAll(scope, files, uploads);
    return must(await commitArtifact(database.db, scope, storage, { artifactId: artifact.id }));
  }

  async function read(scope: TeamScope, artifactId: string, path: string): Promise<Buffer> {
    const file = must(await getFile(database.db, scope, artifactId, path));
    const { blob } = must(await openFile(scope, storage, file));
    return Buffer.from(await new Response(blob.stream).arrayBuffer());
  }

  async function close() {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }

  return { database, folder, storage, freshTeam, draft, sendAll, log, read, close };
}

export function manifestOf(files: Files, name: string) {
  const entries = Object.entries(files).map(([path, content]) => ({
    path,
    sizeBytes: content.length,
    sha256: sha256(content),
  }));
  return newArtifact.parse({ project: "training", name, files: entries });
}

export function partsOf(content: Buffer): Buffer[] {
  const parts = [];
  for (let start = 0; start < content.length; start += PART_BYTES_MAX) {
    parts.push(content.subarray(start, start + PART_BYTES_MAX));
  }
  return parts;
}

export async function* streamOf(content: Buffer): AsyncIterable<Uint8Array> {
  for (let start = 0; start < content.length; start += 65_536) {
    yield content.subarray(start, start + 65_536);
  }
}

export function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
