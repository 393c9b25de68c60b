import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Flower } from "../iris";
import { measure } from "../measure";
import type { Layer, Network } from "../network";
import { readSafetensors, type Tensor } from "../safetensors";

/** Judges a downloaded model by these flowers. */
export function measureFile(folder: string, flowers: readonly Flower[]): ReturnType<typeof measure> {
  return measure(readNetwork(readFileSync(join(folder, "model.safetensors"))), flowers);
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
