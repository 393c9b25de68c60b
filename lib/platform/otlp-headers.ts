import { ok, type Result, refuse } from "@/lib/core/result";

export type OtlpHeaders = Readonly<Record<string, string>>;

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\x20-\x7e]*$/;

/** Reads `OTEL_EXPORTER_OTLP_HEADERS`: `name=value` pairs separated by commas, percent-encoded. Messages never quote a value. */
export function parseOtlpHeaders(text: string): Result<OtlpHeaders> {
  const headers: Record<string, string> = {};
  for (const [index, entry] of text.split(",").entries()) {
    const at = entry.indexOf("=");
    const name = entry.slice(0, Math.max(0, at)).trim();
    const value = decoded(entry.slice(at + 1).trim());
    if (!NAME.test(name) || value === null || !VALUE.test(value)) {
      const message = `Header ${index + 1} cannot be read. Write name=value, and percent-encode what is not plain.`;
      return refuse({ code: "invalid", field: "OTEL_EXPORTER_OTLP_HEADERS", message });
    }
    headers[name.toLowerCase()] = value;
  }
  return ok(headers);
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
