import * as z from "zod";
import type { MetadataCondition } from "@/lib/core/registry";
import { metadataCondition } from "@/lib/core/registry";

const WRITTEN = /^([^=<>]+)(<=|>=|=|<|>)(.*)$/s;
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** `accuracy>=0.9` or `framework=onnx`: a number, true and false are taken as such, a text in quotes always as text. */
export const metadataConditionText = z
  .string()
  .transform((text, context): MetadataCondition => {
    const [, path = "", operator, written = ""] = WRITTEN.exec(text) ?? [];
    const parsed = metadataCondition.safeParse({ path: path.trim(), operator, value: readValue(written.trim()) });
    if (parsed.success) {
      return parsed.data;
    }
    context.addIssue({
      code: "custom",
      message: "Write a path, one of = < <= > >= and a value, such as accuracy>=0.9.",
    });
    return z.NEVER;
  })
  .meta({ description: "`accuracy>=0.9` or `framework=onnx`." });

function readValue(written: string): string | number | boolean {
  if (written === "true" || written === "false") {
    return written === "true";
  }
  if (NUMBER.test(written)) {
    return Number(written);
  }
  return /^".*"$/s.test(written) ? written.slice(1, -1) : written;
}
