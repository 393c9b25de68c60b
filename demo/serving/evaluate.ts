import { readFileSync } from "node:fs";
import type { Flower } from "../iris";
import { measureFile } from "./measure-file";

/**
 * What a team keeps beside its workflow: reads a downloaded model and the flowers that it is judged by, and prints the
 * metrics as JSON. `node evaluate.mjs MODEL_FOLDER FLOWERS.csv`
 */
function main([folder, flowers]: readonly string[]): void {
  if (folder === undefined || flowers === undefined) {
    throw new Error("Say where the model and the flowers are.");
  }
  const { accuracy, loss, macroF1 } = measureFile(folder, readFlowers(readFileSync(flowers, "utf8")));
  process.stdout.write(`${JSON.stringify({ accuracy, loss, macro_f1: macroF1 })}\n`);
}

/** One flower a line: its four measurements, then its species by number. */
function readFlowers(csv: string): Flower[] {
  return csv
    .trim()
    .split("\n")
    .map((line) => line.split(",").map(Number))
    .map((numbers) => ({ features: numbers.slice(0, -1), label: numbers.at(-1) ?? 0 }));
}

main(process.argv.slice(2));
