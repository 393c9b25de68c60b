/** What a form shows after it was sent: the sentence of what was done, or of why it was refused. */
export type ActionState = { kind: "idle" } | { kind: "done"; message: string } | { kind: "refused"; message: string };

export const IDLE: ActionState = { kind: "idle" };
