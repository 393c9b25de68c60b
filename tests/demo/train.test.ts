import { describe, expect, test } from "vitest";
import { FEATURES, irisFlowers, SPECIES } from "@/demo/iris";
import { modelMetadata, weightsFile } from "@/demo/model-files";
import { type Network, predict } from "@/demo/network";
import { BETTER_PLAN, FIRST_PLAN } from "@/demo/plans";
import { readSafetensors } from "@/demo/safetensors";
import { heldOutFlowers, trainIrisClassifier } from "@/demo/train";

describe("the flowers", () => {
  test("are Fisher's: 50 of each species, with the means that his table has", () => {
    const flowers = irisFlowers();
    const sums = FEATURES.map((_, column) =>
      flowers.reduce((sum, flower) => sum + Math.round((flower.features[column] ?? Number.NaN) * 10), 0),
    );

    expect(SPECIES.map((_, label) => flowers.filter((flower) => flower.label === label).length)).toEqual([50, 50, 50]);
    expect(sums).toEqual([8_765, 4_586, 5_637, 1_799]);
  });
});

describe("training", () => {
  test("gives the same bytes for the same plan", () => {
    expect(weightsFile(trainIrisClassifier(FIRST_PLAN))).toEqual(weightsFile(trainIrisClassifier(FIRST_PLAN)));
  });

  test("gives other weights for another seed", () => {
    const other = trainIrisClassifier({ ...FIRST_PLAN, seed: FIRST_PLAN.seed + 1 });

    expect(weightsFile(other)).not.toEqual(weightsFile(trainIrisClassifier(FIRST_PLAN)));
  });

  test("learns: more epochs raise the accuracy on flowers that were held out, and lower the loss", () => {
    const first = trainIrisClassifier(FIRST_PLAN).heldOut;
    const better = trainIrisClassifier(BETTER_PLAN).heldOut;

    expect(first.accuracy).toBeLessThan(0.9);
    expect(better.accuracy).toBeGreaterThanOrEqual(0.95);
    expect(better.loss).toBeLessThan(first.loss / 2);
  });

  test("learns the flowers, not the held-out answers: with no epochs it only guesses", () => {
    expect(trainIrisClassifier({ ...BETTER_PLAN, epochs: 0 }).heldOut.accuracy).toBeLessThan(0.7);
  });
});

describe("the .safetensors file", () => {
  test("holds its header's length, a padded JSON header, and tensors without a gap", () => {
    const bytes = weightsFile(trainIrisClassifier(FIRST_PLAN));
    const { header, headerBytes } = readHeader(bytes);
    const tensors = Object.entries(header).filter(([name]) => name !== "__metadata__");

    expect(headerBytes % 8).toBe(0);
    let end = 0;
    for (const [, tensor] of tensors) {
      expect(tensor.dtype).toBe("F32");
      expect(tensor.data_offsets[0]).toBe(end);
      end = tensor.data_offsets[1];
      expect(end - tensor.data_offsets[0]).toBe(4 * tensor.shape.reduce((product, size) => product * size, 1));
    }
    expect(bytes.length).toBe(8 + headerBytes + end);
    expect(tensors.map(([name, { shape }]) => [name, shape])).toEqual([
      ["input.mean", [4]],
      ["input.scale", [4]],
      ["hidden.weight", [8, 4]],
      ["hidden.bias", [8]],
      ["output.weight", [3, 8]],
      ["output.bias", [3]],
    ]);
  });

  test("predicts, once read back, exactly what the reported accuracy claims", () => {
    const trained = trainIrisClassifier(BETTER_PLAN);
    const network = readNetwork(weightsFile(trained));
    const right = irisFlowers().filter(({ features, label }) => predict(network, features) === label).length;

    expect(network).toEqual(trained.network);
    expect(right / 150).toBeGreaterThanOrEqual(0.95);
    expect(modelMetadata(trained, BETTER_PLAN)).toMatchObject({
      accuracy: trained.heldOut.accuracy,
      parameters: 4 * 8 + 8 + 8 * 3 + 3,
    });
  });
});

type Header = Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;

function readHeader(bytes: Uint8Array): { header: Header; headerBytes: number } {
  const headerBytes = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerBytes))), headerBytes };
}

function readNetwork(bytes: Uint8Array): Network {
  const { header, headerBytes } = readHeader(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset + 8 + headerBytes);
  const numbers = (name: string) => {
    const [begin, end] = header[name]?.data_offsets ?? [0, 0];
    return Array.from({ length: (end - begin) / 4 }, (_, index) => view.getFloat32(begin + 4 * index, true));
  };
  const layer = (name: string, columns: number) => {
    const flat = numbers(`${name}.weight`);
    const weight = Array.from({ length: flat.length / columns }, (_, row) =>
      flat.slice(row * columns, (row + 1) * columns),
    );
    return { weight, bias: numbers(`${name}.bias`) };
  };
  return {
    mean: numbers("input.mean"),
    scale: numbers("input.scale"),
    hidden: layer("hidden", 4),
    output: layer("output", 8),
  };
}

describe("the file", () => {
  test("read again holds every number that was written", () => {
    const { network } = trainIrisClassifier(FIRST_PLAN);
    const tensors = readSafetensors(weightsFile(trainIrisClassifier(FIRST_PLAN)));

    expect(tensors.get("input.mean")?.values).toEqual(network.mean);
    expect(tensors.get("hidden.weight")).toMatchObject({ shape: [8, 4], values: network.hidden.weight.flat() });
    expect(tensors.get("output.bias")?.values).toEqual(network.output.bias);
  });

  test("is judged by the flowers that its training never saw", () => {
    expect(heldOutFlowers(FIRST_PLAN)).toHaveLength(trainIrisClassifier(FIRST_PLAN).heldOut.flowers);
  });
});
