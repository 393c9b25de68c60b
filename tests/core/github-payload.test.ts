import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dispatchText, githubPayloadProblems, isTooLongForGitHub } from "@/lib/core/github-payload";
import type { Json } from "@/lib/core/json";

const REPOSITORY = { kind: "repository", eventType: "deploy" } as const;
const WORKFLOW = { kind: "workflow", workflow: "deploy.yml", ref: null } as const;

describe("GitHub's limits", () => {
  test.each([
    { what: "a list", dispatch: REPOSITORY, payload: [], at: "p" },
    { what: "eleven keys", dispatch: REPOSITORY, payload: keys(11), at: "p" },
    { what: "26 inputs", dispatch: WORKFLOW, payload: keys(26), at: "p" },
    { what: "an input that is an object", dispatch: WORKFLOW, payload: { a: { b: 1 } }, at: "p.a" },
    { what: "65,536 characters", dispatch: REPOSITORY, payload: { a: "x".repeat(65_536 - 8) }, at: "p" },
    { what: "65,536 characters of inputs", dispatch: WORKFLOW, payload: { a: "x".repeat(65_536 - 8) }, at: "p" },
  ])("refuse $what", ({ dispatch, payload, at }) => {
    expect(githubPayloadProblems(payload as Json, dispatch, "p").map(({ path }) => path)).toEqual([at]);
  });

  test.each([
    { what: "ten keys", dispatch: REPOSITORY, payload: { ...keys(9), deep: { a: [1] } } },
    { what: "25 inputs of any plain kind", dispatch: WORKFLOW, payload: { ...keys(22), a: 1, b: true, c: null } },
    { what: "65,535 characters", dispatch: REPOSITORY, payload: { a: "x".repeat(65_535 - 8) } },
  ])("let $what pass", ({ dispatch, payload }) => {
    expect(githubPayloadProblems(payload as Json, dispatch, "p")).toEqual([]);
  });
});

test("inputs are texts, whatever their values were; what is null is left to the workflow's default", () => {
  const text = dispatchText(WORKFLOW, '{"a":"x","b":2.50,"c":true,"d":null,"e":"","f":{"g":[1]}}');

  expect(JSON.parse(text)).toEqual({ a: "x", b: "2.5", c: "true", e: "", f: '{"g":[1]}' });
});

test("a payload goes out to the letter", () => {
  expect(dispatchText(REPOSITORY, '{"big":12345678901234567890,"__proto__":1}')).toBe(
    '{"big":12345678901234567890,"__proto__":1}',
  );
});

test("however inputs were rendered, GitHub gets texts alone, and their length is what is judged", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (inputs) => {
      const body = JSON.stringify(inputs);
      const sent = JSON.parse(dispatchText(WORKFLOW, body)) as Record<string, unknown>;

      expect(Object.values(sent).every((value) => typeof value === "string")).toBe(true);
      expect(isTooLongForGitHub(WORKFLOW, body)).toBe(dispatchText(WORKFLOW, body).length > 65_535);
    }),
  );
});

function keys(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, place) => [`key${place}`, "x"]));
}
