import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "@/lib/core/json";

/** The folders of one run, gone when it has ended. `work` is where it starts. */
export type RunFolder = { path: string; work: string; home: string; temporary: string; parametersPath: string };

/** Makes them anew, readable by the agent's user alone, with the parameters in a file. */
export async function makeRunFolder(path: string, parameters: JsonObject): Promise<RunFolder> {
  await removeFolder(path);
  const folder = {
    path,
    work: join(path, "work"),
    home: join(path, "home"),
    temporary: join(path, "tmp"),
    parametersPath: join(path, "parameters.json"),
  };
  for (const each of [path, folder.work, folder.home, folder.temporary]) {
    await mkdir(each, { recursive: true, mode: 0o700 });
  }
  await writeFile(folder.parametersPath, `${JSON.stringify(parameters, null, 2)}\n`, { mode: 0o600 });
  return folder;
}

/** Removes a folder, also where what ran in it took its own rights away. */
export async function removeFolder(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    await openFolders(path);
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function openFolders(path: string): Promise<void> {
  await chmod(path, 0o700);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      await openFolders(join(path, entry.name));
    }
  }
}
