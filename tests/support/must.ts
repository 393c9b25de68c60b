/** The value of a result that the test relies on. */
export function must<T>(result: { ok: true; value: T } | { ok: false; problem: unknown }): T {
  if (!result.ok) {
    throw new Error(JSON.stringify(result.problem));
  }
  return result.value;
}
