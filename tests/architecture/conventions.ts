import { basename } from "node:path";

export type Source = { path: string; text: string };

const LINES_MAX = 300;

/** Made by a tool from something that is read instead. */
const GENERATED = ["lib/client/schema.d.ts"];

/** Where an index file is more than a second name for other files: Drizzle's schema, and the Probot app's entry. */
const INDEX_FILES = ["lib/db/schema/index.ts", "github-app/index.ts"];

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.tsx?$/;
const VAGUE_NAME = /(^|[/-])(utils?|helpers?|managers?|misc|common)([/.-]|$)/;

// Built from parts, so that this file and its test do not offend against themselves.
const MACHINE_PATH = new RegExp(`(^|["'\`\\s(=:])/(${["work", "home", "Users", "root"].join("|")})/\\w`);
const NOTE_TO_SELF = new RegExp(
  `\\b(${["TO", "FIX"].map((half, index) => half + ["DO", "ME"][index]).join("|")})\\b(?!\\(#\\d+\\))`,
);
const SILENCED_TEST = /\b(test|it|describe)(\.\w+)*\.(only|skip|skipIf|todo|fixme)\b/;
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.\w|\bcrypto\.random\w+|\bcrypto\.getRandomValues|\bfetch\(|\bsetTimeout\(|\bconsole\.\w/;
const INDEX_DEFINITION = /^\s*(uniqueIndex|index)\(/;

/** Says how a TypeScript file strays from the house's conventions; nothing when it does not. */
export function offencesOf(source: Source): string[] {
  const { path, text } = source;
  const offences = [
    ...(lineCount(text) > LINES_MAX && !GENERATED.includes(path) ? [`has more than ${LINES_MAX} lines`] : []),
    ...(KEBAB_CASE.test(basename(path)) || isRouteFolderFile(path) ? [] : ["is not named in kebab-case"]),
    ...(VAGUE_NAME.test(path) ? ["has a name that says nothing"] : []),
    ...(/(^|\/)index\.tsx?$/.test(path) && !INDEX_FILES.includes(path) ? ["is a barrel"] : []),
    ...(NOTE_TO_SELF.test(text) ? ["has a note to self without an issue"] : []),
    ...(path.startsWith("tests/") && SILENCED_TEST.test(text) ? ["silences a test"] : []),
    ...(path.startsWith("lib/core/") && IMPURE.test(withoutComments(text)) ? ["is in core and not pure"] : []),
    ...(path.startsWith("lib/db/schema/") ? indexOffences(text) : []),
  ];
  return [...offences, ...machinePathOffences(source)].map((offence) => `${path} ${offence}`);
}

/** Says whether a text of any kind holds a path that exists only on somebody's machine. */
export function machinePathOffences({ text }: Source): string[] {
  const line = text.split("\n").find((candidate) => MACHINE_PATH.test(candidate));
  return line === undefined ? [] : [`holds a machine's path: ${line.trim()}`];
}

/** Packages whose lock entry says where somebody's npm once fetched them. */
export function hostsInLock(lock: { packages: Record<string, { resolved?: string | undefined }> }): string[] {
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved !== undefined && /^[a-z+]+:\/\//.test(entry.resolved))
    .map(([name]) => name);
}

/** `0001_add-delivery-lease.sql`: drizzle-kit's own invented names are two words joined by an underscore. */
export function isNamedMigration(file: string): boolean {
  return /^\d{4}_[a-z0-9]+(-[a-z0-9]+)*\.sql$/.test(file);
}

function indexOffences(text: string): string[] {
  const lines = text.split("\n");
  return lines
    .map((line, index) => ({ line: line.trim(), above: lines[index - 1]?.trim() ?? "" }))
    .filter(({ line, above }) => INDEX_DEFINITION.test(line) && !/^\/\/ \S+ \S+/.test(above))
    .map(({ line }) => `defines an index without the query that it serves: ${line}`);
}

/** Next spells a route's parameters in brackets, in the folder; the catch-all of Auth.js is the one file-like case. */
function isRouteFolderFile(path: string): boolean {
  return basename(path).startsWith("[");
}

function lineCount(text: string): number {
  return text.replace(/\n$/, "").split("\n").length;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}
