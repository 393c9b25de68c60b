import { readFile } from "node:fs/promises";
import { type JsonObject, jsonObject } from "@/lib/core/json";
import { metadata } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { type Answer, fail } from "./failure";
import { parseMetadataEntry } from "./references";
import { shown } from "./terminal";

/** Puts `key=value` and `@file.json` together; what comes later wins. */
export async function readMetadata(texts: readonly string[]): Promise<Answer<JsonObject>> {
  const entries: [string, unknown][] = [];
  for (const text of texts) {
    const read = text.startsWith("@") ? await readMetadataFile(text.slice(1)) : entriesOf(parseMetadataEntry(text));
    if (!read.ok) {
      return read;
    }
    entries.push(...read.value);
  }

  const checked = metadata.safeParse(Object.fromEntries(entries));
  return checked.success ? ok(checked.data) : fail("usage", `--metadata: ${checked.error.issues[0]?.message}`);
}

async function readMetadataFile(path: string): Promise<Answer<[string, unknown][]>> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) {
    return fail("usage", `--metadata: the file ${shown(path)} cannot be read.`);
  }
  try {
    return ok(Object.entries(jsonObject.parse(JSON.parse(text))));
  } catch {
    return fail("usage", `--metadata: ${shown(path)} holds no JSON object.`);
  }
}

function entriesOf(entry: Answer<[string, unknown]>): Answer<[string, unknown][]> {
  return entry.ok ? ok([entry.value]) : entry;
}
