/** What a queue asks for, and never more than the agent's owner allows; null: no limit from either. */
export function smaller(asked: number | undefined, own: number | null): number | null {
  return asked === undefined || own === null ? (asked ?? own) : Math.min(asked, own);
}
