import { createHash } from "node:crypto";
import { mkdir, realpath } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { canonicalManifest } from "@/lib/core/manifest";
import { ok } from "@/lib/core/result";
import { countOf, formatBytes } from "../amounts";
import { openFile } from "../artifact-calls";
import { ask } from "../ask";
import { downloadFile, type RemoteFile } from "../download-file";
import { type Answer, fail } from "../failure";
import { inParallel } from "../in-parallel";
import { startProgress } from "../progress";
import { parseOwnReference } from "../references";
import { type Session, tell } from "../session";
import { shown } from "../terminal";

const FILES_AT_ONCE = 4;

/**
 * Fetches a version. What an alias says is asked once; from then on it is that very artifact, so that an alias which moves
 * meanwhile cannot mix two versions.
 */
export async function downloadCommand(
  session: Session,
  text: string | undefined,
  options: { output?: string },
): Promise<Answer<null>> {
  const resolved = await resolveVersion(session, text);
  if (!resolved.ok) {
    return resolved;
  }
  const { team, model, number, ref, digest, files } = resolved.value;
  const folder = await ensureFolder(options.output, `${model}-v${number}`);
  if (!folder.ok) {
    return folder;
  }

  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const label = `Fetching ${shown(ref)}`;
  const progress = startProgress(session.terminal, { label, totalBytes, isQuiet: session.isJson });
  const target = { team, model, version: `v${number}` };
  let kept = 0;
  const fetched = await inParallel(files, FILES_AT_ONCE, async (file) => {
    const open = (start: number) => openFile(session, target, file.path, start);
    const answer = await downloadFile(folder.value, file, open, progress.add);
    kept += answer.ok && answer.value === "kept" ? 1 : 0;
    return answer;
  });
  progress.done();
  if (!fetched.ok) {
    return fetched;
  }

  return tell(session, { ref, digest, folder: folder.value, files, kept }, () => {
    const name = session.terminal.paint(shown(ref), "strong");
    const already = kept > 0 ? `, ${kept} already there` : "";
    const size = `${countOf(files.length, "file")}, ${formatBytes(totalBytes)}${already}`;
    session.terminal.out(`Fetched ${name}  ${size}, every digest right  → ${shown(folder.value)}`);
  });
}

type Resolved = { team: string; model: string; number: number; ref: string; digest: string; files: RemoteFile[] };

async function resolveVersion(session: Session, text: string | undefined): Promise<Answer<Resolved>> {
  const reference = parseOwnReference(text, session.run);
  if (!reference.ok) {
    return reference;
  }
  const team = await session.team(reference.value.team);
  if (!team.ok) {
    return team;
  }
  const path = { team: team.value, model: reference.value.model, version: reference.value.version };
  const found = await ask(
    session.api.GET("/teams/{team}/models/{model}/versions/{version}/download", { params: { path } }),
  );
  if (!found.ok) {
    return found;
  }
  const { ref, model, number, digest, referenceUri, files } = found.value;
  if (referenceUri !== null) {
    return fail("refused", `${shown(ref)} is kept elsewhere: fetch it from ${shown(referenceUri)}.`);
  }
  return isDigestOf(files, digest)
    ? ok({ team: team.value, model, number, ref, digest, files })
    : fail(
        "refused",
        "The list of files does not add up to the version's digest. Nothing was written; tell the operator.",
      );
}

/** The digest of a version covers every path and every file's SHA-256. */
function isDigestOf(files: readonly RemoteFile[], digest: string): boolean {
  return createHash("sha256").update(canonicalManifest(files)).digest("hex") === digest;
}

async function ensureFolder(wished: string | undefined, usual: string): Promise<Answer<string>> {
  if (wished === undefined && (basename(usual) !== usual || usual.includes("\\"))) {
    return fail("usage", "This model's name cannot be a folder's. Say where to put the files with --output.");
  }
  const folder = resolve(wished ?? usual);
  const made = await mkdir(folder, { recursive: true }).then(
    () => realpath(folder),
    () => null,
  );
  return made === null
    ? fail("usage", `The folder ${shown(folder)} cannot be made. Is a file in its place?`)
    : ok(made);
}
