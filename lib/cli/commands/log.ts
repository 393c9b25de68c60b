import type { NewArtifact } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { countOf, formatBytes } from "../amounts";
import { commitArtifact, createArtifact, listUploads } from "../artifact-calls";
import { type Answer, fail } from "../failure";
import { readMetadata } from "../metadata-options";
import { parseModelReference } from "../references";
import { type Session, tell } from "../session";
import { shown } from "../terminal";
import { type HashedFile, hashFiles, sendParts } from "../upload-files";
import { openUploadMemo, type UploadMemo } from "../upload-memo";
import { listLocalFiles } from "../walk";
import { linkedSentence, linkSource } from "./link";

export type LogOptions = {
  project: string;
  name: string;
  type: string;
  metadata: string[];
  description: string;
  runId?: string;
  commit?: string;
  link?: string;
  alias: string[];
  create: boolean;
};

export async function logCommand(session: Session, path: string, options: LogOptions): Promise<Answer<null>> {
  if (options.link === undefined && (options.alias.length > 0 || options.create)) {
    return fail("usage", "--alias and --create go with --link MODEL: aliases belong to versions of a model.");
  }
  const model = options.link === undefined ? ok(null) : parseModelReference(options.link);
  if (!model.ok) {
    return model;
  }
  const artifact = await describeArtifact(session, path, options);
  if (!artifact.ok) {
    return artifact;
  }
  const team = await session.team(model.value?.team ?? null);
  if (!team.ok) {
    return team;
  }

  const { input, files } = artifact.value;
  const what = { url: session.url, team: team.value, input };
  const memo = await openUploadMemo(session.env, what, session.now());
  const logged = await logArtifact(session, team.value, { input, files, memo });
  if (!logged.ok) {
    return logged;
  }
  // By the artifact's id as key: when the link's answer is lost and the log is run again, nothing is linked twice.
  const linked = model.value
    ? await linkSource(session, {
        team: team.value,
        model: model.value.model,
        source: { artifactId: logged.value.id },
        aliases: options.alias,
        description: options.description,
        key: `log ${logged.value.id}`,
        isCreating: options.create,
      })
    : ok(null);
  if (!linked.ok) {
    return linked;
  }
  await memo.forget();

  return tell(session, { artifact: logged.value, version: linked.value }, () => {
    session.terminal.out(loggedSentence(session, logged.value));
    if (linked.value) {
      session.terminal.out(linkedSentence(session, linked.value));
    }
  });
}

type Draft = { input: NewArtifact; files: HashedFile[] };

async function describeArtifact(session: Session, path: string, options: LogOptions): Promise<Answer<Draft>> {
  const metadata = await readMetadata(options.metadata);
  if (!metadata.ok) {
    return metadata;
  }
  const listed = await listLocalFiles(path);
  if (!listed.ok) {
    return listed;
  }
  const files = await hashFiles(session, listed.value);
  if (!files.ok) {
    return files;
  }

  const input: NewArtifact = {
    project: options.project,
    name: options.name,
    type: options.type,
    description: options.description,
    metadata: metadata.value,
    source: {
      ...(options.runId === undefined ? {} : { runId: options.runId }),
      ...(options.commit === undefined ? {} : { commit: options.commit }),
    },
    files: files.value.map(({ path: filePath, sizeBytes, sha256 }) => ({ path: filePath, sizeBytes, sha256 })),
    reference: null,
  };
  return ok({ input, files: files.value });
}

/** Creates the artifact, or meets the one that an interrupted log began; sends what is missing; commits. */
async function logArtifact(session: Session, team: string, { input, files, memo }: Draft & { memo: UploadMemo }) {
  const created = await createArtifact(session, team, input, memo.key);
  if (!created.ok) {
    return created;
  }
  const { artifact } = created.value;
  const target = { team, artifactId: artifact.id };
  if (artifact.state === "committed") {
    return ok(artifact);
  }

  const uploads = memo.isResumed ? await listUploads(session, target) : ok(created.value.uploads);
  if (!uploads.ok && uploads.problem.kind === "refused") {
    await memo.forget();
    return fail("refused", "What an earlier run began is gone from the server. Run the command again to begin anew.");
  }
  if (!uploads.ok) {
    return uploads;
  }
  const sent = await sendParts(session, target, files, uploads.value);
  return sent.ok ? commitArtifact(session, target) : sent;
}

type Logged = { project: string; name: string; number: number; fileCount: number; sizeBytes: number; digest: string };

function loggedSentence({ terminal }: Session, artifact: Logged): string {
  const name = terminal.paint(shown(`${artifact.project}/${artifact.name}:v${artifact.number}`), "strong");
  const size = `${countOf(artifact.fileCount, "file")}, ${formatBytes(artifact.sizeBytes)}`;
  return `Logged ${name}  ${size}  ${terminal.paint(`digest ${artifact.digest.slice(0, 12)}`, "quiet")}`;
}
