import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Flower } from "../iris";
import { measure } from "../measure";
import type { Layer, Network } from "../network";
import { readSafetensors, type Tensor } from "../safetensors";

/**
 * What a team keeps beside its workflow: reads a downloaded model and the flowers that it is judged by, and prints the
 * metrics as JSON. `node evaluate.mjs MODEL_FOLDER FLOWERS.csv`
 */
function main([folder, flowers]: readonly string[]): void {
  if (folder === undefined || flowers === undefined) {
    throw new Error("Say where the model and the flowers are.");
  }
  const network = readNetwork(readFileSync(join(folder, "model.safetensors")));
  const { accuracy, loss, macroF1 } = measure(network, readFlowers(readFileSync(flowers, "utf8")));
  process.stdout.write(`${JSON.stringify({ accuracy, loss, macro_f1: macroF1 })}\n`);
}

function readNetwork(file: Uint8Array): Network {
  const tensors = readSafetensors(file);
  const tensor = (name: string): Tensor => {
    const found = tensors.get(name);
    if (!found) {
      throw new Error(`The model has no ${name}.`);
    }
    return found;
  };
  const layer = (name: string): Layer => ({
    weight: rowsOf(tensor(`${name}.weight`)),
    bias: [...tensor(`${name}.bias`).values],
  });
  return {
    mean: [...tensor("input.mean").values],
    scale: [...tensor("input.scale").values],
    hidden: layer("hidden"),
    output: layer("output"),
  };
}

function rowsOf({ shape: [rows = 0, columns = 0], values }: Tensor): number[][] {
  return Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
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
