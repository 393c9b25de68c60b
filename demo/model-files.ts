import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FEATURES, SPECIES } from "./iris";
import { type Layer, parameterCount } from "./network";
import { safetensorsFile, type Tensor } from "./safetensors";
import type { Trained, TrainingPlan } from "./train";

/** What goes with the version as metadata, so that automations can decide by it. */
export function modelMetadata({ network, heldOut, trainedOn }: Trained, plan: TrainingPlan) {
  return {
    accuracy: heldOut.accuracy,
    loss: heldOut.loss,
    macro_f1: heldOut.macroF1,
    parameters: parameterCount(network),
    training: { ...plan, flowers: trainedOn },
    held_out: { flowers: heldOut.flowers },
    dataset: "Fisher's iris, 1936",
    format: "safetensors",
  };
}

/** Writes the model as somebody would who wants others to use it: weights, how to read them, and what they are good for. */
export async function writeModelFiles(folder: string, trained: Trained, plan: TrainingPlan): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(folder, "model.safetensors"), weightsFile(trained)),
    writeFile(join(folder, "model.json"), `${JSON.stringify(modelDescription(trained, plan), null, 2)}\n`),
    writeFile(join(folder, "README.md"), modelCard(trained, plan)),
  ]);
}

export function weightsFile({ network }: Trained): Uint8Array {
  const { mean, scale, hidden, output } = network;
  return safetensorsFile(
    [
      { name: "input.mean", shape: [mean.length], values: mean },
      { name: "input.scale", shape: [scale.length], values: scale },
      ...layerTensors("hidden", hidden),
      ...layerTensors("output", output),
    ],
    { format: "modelwire-demo", labels: SPECIES.join(",") },
  );
}

function layerTensors(name: string, { weight, bias }: Layer): Tensor[] {
  return [
    { name: `${name}.weight`, shape: [weight.length, weight[0]?.length ?? 0], values: weight.flat() },
    { name: `${name}.bias`, shape: [bias.length], values: bias },
  ];
}

function modelDescription(trained: Trained, plan: TrainingPlan) {
  return {
    features: FEATURES,
    unit: "cm",
    labels: SPECIES,
    layers: [
      { name: "input", does: "(x - mean) / scale" },
      { name: "hidden", does: "weight · x + bias", activation: "relu" },
      { name: "output", does: "weight · x + bias", activation: "softmax" },
    ],
    training: plan,
    held_out: trained.heldOut,
  };
}

function modelCard({ heldOut, trainedOn }: Trained, plan: TrainingPlan): string {
  return `# Iris classifier

Tells setosa, versicolor and virginica apart by four measurements of a flower.

| | |
|---|---|
| Trained on | ${trainedOn} flowers of Fisher's 1936 table, ${plan.epochs} epochs, seed ${plan.seed} |
| Held out | ${heldOut.flowers} flowers, never seen in training |
| Accuracy | ${heldOut.accuracy} |
| Cross-entropy | ${heldOut.loss} |
| Macro F1 | ${heldOut.macroF1} |

\`model.safetensors\` holds the weights, \`model.json\` says in which order to use them. The numbers above were measured with
exactly these weights.

Not for anything but flowers: 150 of them grew in 1936, and only three species are known to it.
`;
}
