import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as z from "zod";
import { groupBy } from "./evidence";

const logLine = z.object({ level: z.enum(["warn", "error", "fatal"]), msg: z.string() });

/** What the processes of the product complained of, each sentence with how often it came: it shows what a run has hit. */
export function complaintsIn(folder: string): [string, number][] {
  const lines = globSync(join(folder, "*.log"))
    .filter((file) => basename(file) !== "intruder.log")
    .flatMap((file) => readFileSync(file, "utf8").split("\n"));
  const complaints = lines.filter((line) => line.startsWith("{")).flatMap(complaintOf);
  return [...groupBy(complaints, (text) => text)]
    .map(([text, group]): [string, number] => [text, group.length])
    .sort((one, other) => other[1] - one[1]);
}

function complaintOf(line: string): string[] {
  // A line of a killed process may be cut short.
  const parsed = logLine.safeParse(parseJson(line));
  return parsed.success ? [parsed.data.msg] : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
