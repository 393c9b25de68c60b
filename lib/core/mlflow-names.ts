import * as z from "zod";
import { NAME_LENGTH_MAX, TAG_VALUE_LENGTH_MAX } from "./names";

const TAG_KEY_LENGTH_MAX = 250;
const ALIAS_LENGTH_MAX = 255;

/** The name of a model to be, by MLflow's rules. Ours are asked besides, by the command. */
export const mlflowModelName = z
  .string()
  .refine((name) => name.trim() !== "", "Registered model name cannot be empty.")
  .refine((name) => name.length <= NAME_LENGTH_MAX, tooLong("name", NAME_LENGTH_MAX))
  .refine((name) => !/[/:]/.test(name), {
    error: ({ input }) => `Invalid name: '${input}'. Registered model names cannot contain : or /.`,
  })
  .refine((name) => !isPathLike(name), {
    error: ({ input }) => `Invalid name: '${input}'. Names may not be treated as file paths.`,
  });

export const mlflowTagKey = z
  .string()
  .refine((key) => key.length <= TAG_KEY_LENGTH_MAX, tooLong("key", TAG_KEY_LENGTH_MAX))
  .refine((key) => /^[/\p{L}\p{N}\p{M}_.\- :]*$/u.test(key), {
    error: ({ input }) =>
      `Invalid name: '${shown(input)}'. Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colons (:) and slashes (/).`,
  })
  .refine((key) => !isPathLike(key), {
    error: ({ input }) => `Invalid name: '${shown(input)}'. Names may not be treated as file paths.`,
  });

export const mlflowTagValue = z
  .string()
  .refine((value) => value.length <= TAG_VALUE_LENGTH_MAX, tooLong("value", TAG_VALUE_LENGTH_MAX));

export const mlflowAlias = z
  .string()
  .refine((alias) => alias.length <= ALIAS_LENGTH_MAX, tooLong("alias", ALIAS_LENGTH_MAX))
  .refine((alias) => /^[\p{L}\p{N}\p{M}_-]*$/u.test(alias), {
    error: ({ input }) =>
      `Invalid alias name: '${shown(input)}'. Aliases may only contain alphanumerics, underscores (_) and dashes (-).`,
  })
  .refine((alias) => !/^v\d+$/i.test(alias), { error: ({ input }) => `Version alias name '${input}' is reserved.` })
  .refine((alias) => alias.toLowerCase() !== "latest", "Alias name 'latest' (case insensitive) is reserved.");

const SOURCE_LENGTH_MAX = 2_048;
const DECODED_TIMES_MAX = 10;

/** Why this cannot be the source of a version; null when it can. Nobody here ever fetches it. */
export function problemOfSource(source: string, isOfRun: boolean): string | null {
  if (source.length > SOURCE_LENGTH_MAX) {
    return tooLong("source", SOURCE_LENGTH_MAX);
  }
  if (/^\s*(javascript|data|vbscript):/i.test(source)) {
    return `Invalid model version source: '${shown(source)}'. Give the URI of stored bytes, not of a script.`;
  }
  if (hasUpwardPart(source)) {
    return (
      `Invalid model version source: '${shown(source)}'. If supplying a source as an http, https, local file path, ` +
      "ftp, objectstore, or mlflow-artifacts uri, an absolute path must be provided without relative path references " +
      "present. Please provide an absolute path."
    );
  }
  return isLocal(source) && !isOfRun
    ? `Invalid model version source: '${shown(source)}'. To use a local path as a model version source, give the run_id or ` +
        "the model_id that it belongs to. The client uploads no folder by itself: set MLFLOW_TRACKING_URI to your tracking " +
        "server or to a folder, log the model there, and register it from its run."
    : null;
}

/** A version of ours that a source names, as it is written in a copy: `models:/churn/3`, `models:/churn@production`. */
export function namedSource(source: string): { model: string; version: string } | null {
  const match = /^models:\/([^/@:]+)(?:\/(\d{1,9})|@([^/@:]+))$/.exec(source);
  if (!match?.[1]) {
    return null;
  }
  return { model: match[1], version: match[2] === undefined ? (match[3] ?? "") : `v${Number(match[2])}` };
}

function isLocal(source: string): boolean {
  return /^file:/i.test(source) || !/^[a-z][a-z0-9+.-]*:/i.test(source) || /^[a-z]:[\\/]/i.test(source);
}

/** Decoded again and again, for what reads it later may do so too. */
function hasUpwardPart(source: string): boolean {
  let text = source;
  for (let times = 0; times < DECODED_TIMES_MAX; times += 1) {
    if (text.includes("\u0000") || text.split(/[/\\]/).includes("..")) {
      return true;
    }
    const decoded = decodeLeniently(text);
    if (decoded === text) {
      return false;
    }
    text = decoded;
  }
  return true;
}

/** Undoes the escapes of ASCII characters, which are all that a path is cut by. */
function decodeLeniently(text: string): string {
  return text.replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** As a path would be normalised: what changes by it is none of these names. */
function isPathLike(name: string): boolean {
  return name.startsWith("..") || name.split("/").some((part) => /^\.{0,2}$/.test(part));
}

function tooLong(field: string, lengthMax: number): string {
  return `'${field}' exceeds the maximum length of ${lengthMax} characters`;
}

function shown(input: unknown): string {
  return String(input).slice(0, 200);
}
