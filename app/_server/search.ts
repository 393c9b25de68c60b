import type * as z from "zod";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The address's question as an input: the first of repeated ones, none of a filter form's empty fields, no NUL. */
export async function singleParams(searchParams: SearchParams): Promise<Record<string, string>> {
  const entries = Object.entries(await searchParams).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value && !value.includes("\u0000")));
}

/** What a schema makes of the address. An address that asks for nonsense asks for nothing: people edit and cut links. */
export function readSearch<Schema extends z.ZodObject>(
  schema: Schema,
  params: Record<string, string>,
): z.output<Schema> {
  const known = Object.fromEntries(Object.entries(params).filter(([name]) => name in schema.shape));
  const parsed = schema.safeParse(known);
  if (parsed.success) {
    return parsed.data;
  }

  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  return schema.parse(Object.fromEntries(Object.entries(known).filter(([name]) => !wrong.has(name))));
}
