import { InvalidArgumentError } from "commander";

export const LIST_LIMIT = 50;

/** For an option that may be repeated. */
export function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100_000) {
    throw new InvalidArgumentError("Give a whole number from 1 to 100,000.");
  }
  return value;
}
