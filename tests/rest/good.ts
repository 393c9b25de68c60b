import { expect } from "vitest";

/** What a good answer holds; a refusal fails the test with its sentence. */
export function good<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
  expect(response.ok, JSON.stringify(error)).toBe(true);
  return data as T;
}
