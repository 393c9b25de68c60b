import { type Flower, SPECIES } from "./iris";
import { at, type Network, passThrough, predict } from "./network";

/** Measured on flowers that training never saw, with the weights as they are written to the file. */
export type HeldOut = { accuracy: number; loss: number; macroF1: number; flowers: number };

export function measure(network: Network, flowers: readonly Flower[]): HeldOut {
  const guesses = flowers.map(({ features, label }) => ({ label, guess: predict(network, features) }));
  const losses = flowers.map(
    ({ features, label }) => -Math.log(at(passThrough(network, features).probabilities, label)),
  );
  const f1 = SPECIES.map((_, label) => {
    const hits = guesses.filter((each) => each.guess === label && each.label === label).length;
    const named = guesses.filter((each) => each.guess === label || each.label === label).length;
    return (2 * hits) / (named + hits);
  });
  const right = guesses.filter(({ label, guess }) => label === guess).length;
  return {
    accuracy: rounded(right / flowers.length),
    loss: rounded(mean(losses)),
    macroF1: rounded(mean(f1)),
    flowers: flowers.length,
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
