/** A layer's weights, one row for each of its outputs, and their biases. */
export type Layer = { weight: number[][]; bias: number[] };

/** Standardises the input, then one hidden layer with ReLU, then the scores that softmax turns into probabilities. */
export type Network = { mean: number[]; scale: number[]; hidden: Layer; output: Layer };

/** What one flower looks like on its way through. */
export type Pass = { input: number[]; hidden: number[]; probabilities: number[] };

export function passThrough(network: Network, features: readonly number[]): Pass {
  const input = features.map((value, index) => (value - at(network.mean, index)) / at(network.scale, index));
  const hidden = scoresOf(network.hidden, input).map((score) => Math.max(0, score));
  return { input, hidden, probabilities: softmax(scoresOf(network.output, hidden)) };
}

/** The label with the highest probability. */
export function predict(network: Network, features: readonly number[]): number {
  const { probabilities } = passThrough(network, features);
  return probabilities.indexOf(Math.max(...probabilities));
}

export function parameterCount(network: Network): number {
  return [network.hidden, network.output].reduce(
    (sum, layer) => sum + layer.bias.length + layer.weight.reduce((cells, row) => cells + row.length, 0),
    0,
  );
}

/** The number at a position that is known to exist. */
export function at(numbers: readonly number[], index: number): number {
  const value = numbers[index];
  if (value === undefined) {
    throw new RangeError(`There is no number at ${index}.`);
  }
  return value;
}

function scoresOf(layer: Layer, input: readonly number[]): number[] {
  return layer.weight.map((row, index) =>
    row.reduce((sum, weight, column) => sum + weight * at(input, column), at(layer.bias, index)),
  );
}

/** Shifted by the largest score, so that no exponential overflows. */
function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
