import type { GitHubDispatch } from "./automation";
import { isJsonObject, type Json } from "./json";
import { parseTemplateText } from "./template-syntax";

/** A key of a payload that holds one variable and nothing else, and the expression by which a workflow reads it. */
export type PayloadPlace = { variable: string; expression: string };

/** A variable that stands alone in the payload is found again in the workflow: here by what expression. */
export function payloadPlaces(payload: Json, { kind }: Pick<GitHubDispatch, "kind">): PayloadPlace[] {
  return placesWithin(payload, payloadExpression(kind));
}

/** What a workflow calls everything that it was handed. */
export function payloadExpression(kind: GitHubDispatch["kind"]): string {
  return kind === "repository" ? "github.event.client_payload" : "inputs";
}

/** How a workflow reads the delivery's id; null where the payload does not carry it. */
export function deliveryIdExpression(payload: Json, dispatch: Pick<GitHubDispatch, "kind">): string | null {
  return payloadPlaces(payload, dispatch).find(({ variable }) => variable === "delivery_id")?.expression ?? null;
}

function placesWithin(node: Json, expression: string): PayloadPlace[] {
  if (typeof node === "string") {
    const { tokens } = parseTemplateText(node);
    const [only] = tokens;
    return tokens.length === 1 && only?.kind === "variable" ? [{ variable: only.name, expression }] : [];
  }
  return isJsonObject(node)
    ? Object.entries(node).flatMap(([key, child]) =>
        // Braces in a key could end the expression early where it is written down.
        /[{}\p{C}]/u.test(key) ? [] : placesWithin(child, `${expression}${step(key)}`),
      )
    : [];
}

function step(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? `.${key}` : `['${key.replaceAll("'", "''")}']`;
}
