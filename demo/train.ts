import { FEATURES, type Flower, irisFlowers, SPECIES } from "./iris";
import { type HeldOut, measure } from "./measure";
import { at, type Layer, type Network, passThrough } from "./network";

export type TrainingPlan = { seed: number; epochs: number; hiddenUnits: number; learningRate: number };

export type Trained = { network: Network; heldOut: HeldOut; trainedOn: number };

const MOMENTUM = 0.9;

/** Trains a small classifier by full-batch gradient descent. The same plan gives the same weights, bit for bit. */
export function trainIrisClassifier(plan: TrainingPlan): Trained {
  const random = seededRandom(plan.seed);
  const { train, heldOut } = split(irisFlowers(), random);
  const network = newNetwork(train, plan, random);
  const speed = { hidden: stillLayer(network.hidden), output: stillLayer(network.output) };

  for (let epoch = 0; epoch < plan.epochs; epoch += 1) {
    const slope = slopesOf(network, train);
    descend(network.hidden, speed.hidden, slope.hidden, plan.learningRate);
    descend(network.output, speed.output, slope.output, plan.learningRate);
  }

  const written = asSinglePrecision(network);
  return { network: written, heldOut: measure(written, heldOut), trainedOn: train.length };
}

/** The flowers that training by this seed never sees. */
export function heldOutFlowers({ seed }: Pick<TrainingPlan, "seed">): Flower[] {
  return split(irisFlowers(), seededRandom(seed)).heldOut;
}

/** A third of each species is held out, drawn by the seed. */
function split(flowers: readonly Flower[], random: () => number): { train: Flower[]; heldOut: Flower[] } {
  const bySpecies = SPECIES.map((_, label) =>
    shuffled(
      flowers.filter((flower) => flower.label === label),
      random,
    ),
  );
  return {
    train: bySpecies.flatMap((each) => each.slice(Math.ceil(each.length / 3))),
    heldOut: bySpecies.flatMap((each) => each.slice(0, Math.ceil(each.length / 3))),
  };
}

function newNetwork(train: readonly Flower[], plan: TrainingPlan, random: () => number): Network {
  const columns = FEATURES.map((_, index) => train.map((flower) => at(flower.features, index)));
  const mean = columns.map((column) => average(column));
  const scale = columns.map((column, index) => Math.sqrt(average(column.map((x) => (x - at(mean, index)) ** 2))));
  return {
    mean,
    scale,
    hidden: newLayer(FEATURES.length, plan.hiddenUnits, random),
    output: newLayer(plan.hiddenUnits, SPECIES.length, random),
  };
}

/** He's initialisation, which suits ReLU: weights vary by √(2 / inputs). */
function newLayer(inputs: number, outputs: number, random: () => number): Layer {
  const spread = Math.sqrt(2 / inputs);
  const weight = Array.from({ length: outputs }, () => Array.from({ length: inputs }, () => spread * gaussian(random)));
  return { weight, bias: new Array<number>(outputs).fill(0) };
}

function stillLayer(layer: Layer): Layer {
  return { weight: layer.weight.map((row) => row.map(() => 0)), bias: layer.bias.map(() => 0) };
}

/** The mean gradient of the cross-entropy over all flowers. */
function slopesOf(network: Network, flowers: readonly Flower[]): { hidden: Layer; output: Layer } {
  const slope = { hidden: stillLayer(network.hidden), output: stillLayer(network.output) };
  for (const { features, label } of flowers) {
    const { input, hidden, probabilities } = passThrough(network, features);
    const outputError = probabilities.map((p, index) => (p - (index === label ? 1 : 0)) / flowers.length);
    const hiddenError = hidden.map((activation, unit) =>
      activation === 0
        ? 0
        : outputError.reduce((sum, error, index) => sum + error * at(network.output.weight[index] ?? [], unit), 0),
    );
    addOuter(slope.output, outputError, hidden);
    addOuter(slope.hidden, hiddenError, input);
  }
  return slope;
}

function addOuter(slope: Layer, errors: readonly number[], inputs: readonly number[]): void {
  errors.forEach((error, index) => {
    slope.bias[index] = at(slope.bias, index) + error;
    const row = slope.weight[index] ?? [];
    inputs.forEach((value, column) => {
      row[column] = at(row, column) + error * value;
    });
  });
}

function descend(layer: Layer, speed: Layer, slope: Layer, learningRate: number): void {
  const rows = [...layer.weight, layer.bias];
  const speeds = [...speed.weight, speed.bias];
  const slopes = [...slope.weight, slope.bias];
  rows.forEach((row, index) => {
    const rowSpeed = speeds[index] ?? [];
    const rowSlope = slopes[index] ?? [];
    row.forEach((value, column) => {
      const step = MOMENTUM * at(rowSpeed, column) - learningRate * at(rowSlope, column);
      rowSpeed[column] = step;
      row[column] = value + step;
    });
  });
}

/** The file keeps 32-bit floats: rounding before measuring makes the reported accuracy that of the file. */
function asSinglePrecision({ mean, scale, hidden, output }: Network): Network {
  const rounded = (numbers: readonly number[]) => numbers.map(Math.fround);
  const layer = ({ weight, bias }: Layer): Layer => ({ weight: weight.map(rounded), bias: rounded(bias) });
  return { mean: rounded(mean), scale: rounded(scale), hidden: layer(hidden), output: layer(output) };
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

/** Box and Muller's way from two even numbers to one of the normal distribution. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The 32-bit generator mulberry32: enough for a shuffle and starting weights, and the same everywhere. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
