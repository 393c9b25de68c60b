import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { runToEnd } from "./processes";

const BUILT = [".next/BUILD_ID", "public/cli.mjs", "dist/serve.js"];
const SOURCES = [
  "app",
  "lib",
  "drizzle",
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "package-lock.json",
];

/** True when somebody has built exactly these sources, or later ones. */
export async function isBuilt(): Promise<boolean> {
  const built = await Promise.all(BUILT.map(modifiedAt));
  const sources = await Promise.all(SOURCES.map(newestWithin));
  return Math.min(...built) > Math.max(...sources);
}

export async function build(): Promise<void> {
  await runToEnd("npm", ["run", "build"], { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
}

/** Zero where there is no such file. */
async function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function newestWithin(place: string): Promise<number> {
  const names = await readdir(place, { recursive: true }).catch(() => []);
  const times = await Promise.all([place, ...names.map((name) => join(place, name))].map(modifiedAt));
  return Math.max(...times);
}
