import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installPackage } from "./system-package";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** No sandbox, because a container's root cannot make one; nothing in the background, because tests speak to loopback only. */
export const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Finds the machine's Chromium by `CHROMIUM_PATH` or its usual names. */
export function findChromium(): string | null {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) {
    return configured;
  }

  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** Finds Chromium, or installs it. */
export function requireChromium(): string {
  const found = findChromium();
  if (found) {
    return found;
  }

  installPackage("chromium", "Install Chromium, or set CHROMIUM_PATH.");
  const installed = findChromium();
  if (!installed) {
    throw new Error("chromium was installed, but its program was not found.");
  }
  return installed;
}
