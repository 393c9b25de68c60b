import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "./cruise";

/** A source file's path and the specifiers that it imports; one that begins with `type ` is a type-only import. */
export type PlantedFile = { path: string; imports: string[] };

/**
 * Writes a small source tree beside a copy of the real tsconfig. Every file and package that is imported but not listed
 * is made too, so that a rule is tried on an arrow that resolves. Packages named in `devPackages` are devDependencies.
 */
export async function plantTree(files: PlantedFile[], devPackages: string[] = []): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "modelwire-arrows-"));
  const specifiers = files.flatMap((file) => file.imports).map((specifier) => specifier.replace(/^type /, ""));
  const packageNames = new Set(specifiers.filter(isPackage).map(packageName));
  const planted = new Map(specifiers.filter((name) => name.startsWith("@/")).map((name) => [targetPath(name), ""]));
  for (const file of files) {
    planted.set(file.path, file.imports.map(importLine).join("\n"));
  }

  await cp(join(ROOT, "tsconfig.json"), join(folder, "tsconfig.json"));
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest([...packageNames], devPackages)));
  for (const [path, source] of planted) {
    await write(join(folder, path), `${source}\nexport const planted = true;\n`);
  }
  for (const name of packageNames) {
    const home = join(folder, "node_modules", name);
    await write(join(home, "package.json"), JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    await write(join(home, "index.js"), "export const planted = true;\n");
  }
  return folder;
}

export async function fellTree(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** The file that `@/lib/audit/commands` stands for: `lib/audit/commands.ts`, and `….client.tsx` for browser code. */
export function targetPath(specifier: string): string {
  const path = specifier.replace(/^@\//, "");
  return path.endsWith(".client") ? `${path}.tsx` : `${path}.ts`;
}

function manifest(names: string[], devPackages: string[]): object {
  const versions = (list: string[]) => Object.fromEntries(list.map((name) => [name, "1.0.0"]));
  return {
    name: "planted",
    dependencies: versions(names.filter((name) => !devPackages.includes(name))),
    devDependencies: versions(devPackages),
  };
}

function isPackage(specifier: string): boolean {
  return !specifier.startsWith("@/") && !specifier.startsWith(".") && !specifier.startsWith("node:");
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function importLine(specifier: string, index: number): string {
  const name = `planted as planted${index}`;
  return specifier.startsWith("type ")
    ? `import type { ${name} } from "${specifier.slice("type ".length)}";`
    : `import { ${name} } from "${specifier}";`;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
