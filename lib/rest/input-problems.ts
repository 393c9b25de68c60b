import * as z from "zod";
import { sayIssue } from "@/lib/core/issue-words";
import { nearestName } from "@/lib/core/nearest-name";
import type { FieldProblem, Problem } from "@/lib/core/result";
import { ok, type Result } from "@/lib/core/result";

type Issue = z.core.$ZodIssue;

/** Checks what came from outside. What is wrong is told field by field; `code` says how the part of the request counts. */
export function checkInput<S extends z.ZodType>(
  schema: S,
  value: unknown,
  code: "malformed" | "invalid",
): Result<z.output<S>> {
  const parsed = schema.safeParse(value, { error: sayIssue });
  if (parsed.success) {
    return ok(parsed.data);
  }

  const errors = parsed.error.issues.flatMap((issue) => fieldProblems(issue, schema, []));
  const [first] = errors;
  const where = first && first.path !== "" ? `${first.path}: ` : "";
  const problem: Problem = { code, message: `${where}${first?.message ?? "The input is not valid."}`, errors };
  return { ok: false, problem };
}

/** Names in an unknown field's place: of objects, and of every branch of a union. */
export function unknownNameMessage(what: string, name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest ? `There is no such ${what}. Did you mean ${nearest}?` : `There is no such ${what}. Leave it out.`;
}

function fieldProblems(issue: Issue, root: z.ZodType, prefix: readonly PropertyKey[]): FieldProblem[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(schemaAt(root, path));
    return issue.keys.map((key) => ({
      path: dotted([...path, key]),
      message: unknownNameMessage("field", key, known),
    }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    return bestBranch(issue.errors).flatMap((inner) => fieldProblems(inner, root, path));
  }
  return [{ path: dotted(path), message: issue.message }];
}

/** The branch that the caller most likely meant: the one with the fewest missing or misplaced fields. */
function bestBranch(branches: readonly Issue[][]): Issue[] {
  const [best = []] = branches.toSorted((one, other) => weightOf(one) - weightOf(other));
  return best;
}

function weightOf(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1), 0);
}

/** The schemas that stand at a path; several where a union branches. */
function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType[] {
  const [key, ...rest] = path;
  const branches = branchesOf(schema);
  return key === undefined ? branches : branches.flatMap((branch) => childAt(branch, key, rest));
}

function childAt(schema: z.core.$ZodType, key: PropertyKey, rest: readonly PropertyKey[]): z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) {
    const child = Object.hasOwn(schema.shape, key) ? schema.shape[String(key)] : undefined;
    return child ? schemaAt(child, rest) : [];
  }
  if (schema instanceof z.ZodArray) {
    return schemaAt(schema.element, rest);
  }
  return [];
}

function branchesOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap(branchesOf);
  }
  return isWrapper(schema) ? branchesOf(schema.def.innerType) : [schema];
}

function isWrapper(schema: z.core.$ZodType): schema is z.ZodOptional | z.ZodNullable | z.ZodDefault {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
}

function knownKeys(schemas: readonly z.core.$ZodType[]): string[] {
  return [...new Set(schemas.flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])))];
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}
