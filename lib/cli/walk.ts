import type { Stats } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { FILES_MAX, filePath } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { type Answer, fail } from "./failure";
import { shown } from "./terminal";

/** A file to log: its path within the artifact, and where its bytes are on this machine, all links followed. */
export type LocalFile = { path: string; source: string; sizeBytes: number };

/**
 * Lists a file, or all files below a folder, in the order of their paths. A link that leads out of the folder is refused:
 * somebody may have put it there so that a build logs what it should not. Links to folders are refused as well, because
 * they can go round in circles.
 */
export async function listLocalFiles(root: string): Promise<Answer<LocalFile[]>> {
  const place = await realpath(root).catch(() => null);
  if (place === null) {
    return fail("usage", `${shown(root)} does not exist or cannot be read.`);
  }

  const status = await stat(place);
  if (status.isFile()) {
    return checkFile({ path: basename(root), source: place, sizeBytes: status.size });
  }
  if (!status.isDirectory()) {
    return fail("usage", `${shown(root)} is neither a file nor a folder.`);
  }
  return listFolder(place);
}

async function listFolder(root: string): Promise<Answer<LocalFile[]>> {
  const files: LocalFile[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const names = await readdir(folder).catch(() => null);
    if (names === null) {
      return fail("usage", `The folder ${shown(folder)} cannot be read.`);
    }
    for (const name of names) {
      const found = await lookAt(root, join(folder, name));
      if (!found.ok) {
        return found;
      }
      if (found.value === "folder") {
        folders.push(join(folder, name));
        continue;
      }
      files.push(found.value);
      if (files.length > FILES_MAX) {
        return fail("usage", `More than ${FILES_MAX.toLocaleString("en")} files. Pack them into archives first.`);
      }
    }
  }

  return files.length === 0
    ? fail("usage", `${shown(root)} holds no files.`)
    : ok(files.sort((a, b) => (a.path < b.path ? -1 : 1)));
}

async function lookAt(root: string, place: string): Promise<Answer<LocalFile | "folder">> {
  const path = relative(root, place).replaceAll(sep, "/");
  const status = await lstat(place).catch(() => null);
  if (status === null) {
    return fail("usage", `${shown(path)} cannot be read. Is its name valid UTF-8?`);
  }
  if (status.isDirectory()) {
    return ok("folder");
  }
  const target = status.isSymbolicLink() ? await followWithin(root, place) : { source: place, status };
  if (target === null) {
    return fail(
      "usage",
      `${shown(path)} is a link to a folder, to nothing, or out of the folder that is logged. Put a copy there instead, for example by cp -rL.`,
    );
  }
  if (!target.status.isFile()) {
    return fail("usage", `${shown(path)} is no regular file. Take it out of the folder.`);
  }
  const checked = checkFile({ path, source: target.source, sizeBytes: target.status.size });
  return checked.ok ? ok({ path, source: target.source, sizeBytes: target.status.size }) : checked;
}

async function followWithin(root: string, link: string): Promise<{ source: string; status: Stats } | null> {
  const source = await realpath(link).catch(() => null);
  if (source === null || !source.startsWith(root + sep)) {
    return null;
  }
  const status = await stat(source);
  return status.isDirectory() ? null : { source, status };
}

function checkFile(file: LocalFile): Answer<LocalFile[]> {
  const checked = filePath.safeParse(file.path);
  return checked.success
    ? ok([file])
    : fail(
        "usage",
        `${shown(file.path)} cannot be the path of a file in an artifact. ${checked.error.issues[0]?.message}`,
      );
}
