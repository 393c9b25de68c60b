import { readFile } from "node:fs/promises";
import type * as z from "zod";
import { type JsonObject, jsonObject } from "@/lib/core/json";
import { metadata } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { type Answer, fail } from "./failure";
import { parseMetadataEntry } from "./references";
import { shown } from "./terminal";

/** Puts `key=value` and `@file.json` together; what comes later wins. */
export function readMetadata(texts: readonly string[]): Promise<Answer<JsonObject>> {
  return readEntries("--metadata", texts, metadata);
}

/** The same of any option that takes an object; `shape` says what it may hold. */
export async function readEntries<T>(
  option: string,
  texts: readonly string[],
  shape: z.ZodType<T>,
): Promise<Answer<T>> {
  const entries: [string, unknown][] = [];
  for (const text of texts) {
    const read = text.startsWith("@")
      ? await readObjectFile(option, text.slice(1))
      : entriesOf(parseMetadataEntry(text));
    if (!read.ok) {
      return read;
    }
    entries.push(...read.value);
  }

  const checked = shape.safeParse(Object.fromEntries(entries));
  return checked.success ? ok(checked.data) : fail("usage", `${option}: ${checked.error.issues[0]?.message}`);
}

/** What a file holds as JSON, if it is of the shape. */
export async function readJsonFile<T>(option: string, path: string, shape: z.ZodType<T>): Promise<Answer<T>> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) {
    return fail("usage", `${option}: the file ${shown(path)} cannot be read.`);
  }
  try {
    const checked = shape.safeParse(JSON.parse(text));
    return checked.success
      ? ok(checked.data)
      : fail("usage", `${option}: ${shown(path)}: ${checked.error.issues[0]?.message}`);
  } catch {
    return fail("usage", `${option}: ${shown(path)} holds no JSON.`);
  }
}

async function readObjectFile(option: string, path: string): Promise<Answer<[string, unknown][]>> {
  const read = await readJsonFile(option, path, jsonObject);
  return read.ok ? ok(Object.entries(read.value)) : read;
}

function entriesOf(entry: Answer<[string, unknown]>): Answer<[string, unknown][]> {
  return entry.ok ? ok([entry.value]) : entry;
}
