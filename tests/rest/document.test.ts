import { describe, expect, test } from "vitest";
import { OPERATIONS } from "@/lib/rest/operations";
import { PROBLEM_MEDIA_TYPE } from "@/lib/rest/problem";
import { bodyPointer, DOCUMENTED, faultsBySchema, schemaPointer } from "./openapi-check";

const WRITES = OPERATIONS.filter(({ isWrite }) => isWrite).map(({ id }) => id);
const PUBLIC = OPERATIONS.filter(({ access }) => access === "public").map(({ id }) => id);

describe("the OpenAPI document", () => {
  test("tells every operation once, by a name of its own", () => {
    const ids = DOCUMENTED.map(({ operation }) => operation.operationId);

    expect(ids.toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(DOCUMENTED)("tells $method $path in words, with its refusals", ({ operation, method, path }) => {
    expect(operation.summary).toMatch(/\S/);
    expect(operation.description).toMatch(/\.$|\?$/);
    const isPublic = PUBLIC.includes(operation.operationId);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["400", "429", "500"]));
    expect(operation.responses["401"] === undefined).toBe(isPublic);
    expect(operation.security).toEqual(isPublic ? [] : undefined);
    if (WRITES.includes(operation.operationId)) {
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["403", "409", "422"]));
    }
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(response.description, `${method} ${path} ${status}`).toMatch(/\S/);
      expect(Number(status) < 400 || response.content?.[PROBLEM_MEDIA_TYPE] !== undefined).toBe(true);
    }
  });

  const answered = DOCUMENTED.flatMap(({ method, path, operation }) =>
    Object.entries(operation.responses).flatMap(([status, { content }]) =>
      content?.["application/json"] ? [{ method, path, status: Number(status), content }] : [],
    ),
  );

  test.each(answered)(
    "shows what $method $path answers by an example that is one",
    ({ method, path, status, content }) => {
      const example = content["application/json"]?.example;

      expect(example).toBeDefined();
      expect(faultsBySchema(schemaPointer(path, method, status, "application/json"), example)).toEqual([]);
    },
  );

  const taking = DOCUMENTED.filter(({ operation }) => operation.requestBody?.content["application/json"]);

  test.each(taking)("shows what $method $path takes by an example that is taken", ({ method, path, operation }) => {
    const example = operation.requestBody?.content["application/json"]?.example;
    const described = OPERATIONS.find(({ id }) => id === operation.operationId);

    expect(faultsBySchema(bodyPointer(path, method), example)).toEqual([]);
    expect(described?.body?.safeParse(example)).toMatchObject({ success: true });
  });
});
