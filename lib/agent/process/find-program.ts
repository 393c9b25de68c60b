import { access, constants, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";

/** Where a program is, as the operating system looks for it: by its path from the folder, or on the PATH. */
export async function findProgram(name: string, { cwd, path }: { cwd: string; path: string }): Promise<string | null> {
  const places = name.includes("/")
    ? [resolve(cwd, name)]
    : path.split(":").flatMap((folder) => (isAbsolute(folder) ? [join(folder, name)] : []));
  for (const place of places) {
    if (await isProgram(place)) {
      return place;
    }
  }
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
