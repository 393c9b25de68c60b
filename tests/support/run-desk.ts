import { inject } from "vitest";

/** Asks for what the run has once: its Postgres (`/`), the pooler before it (`/pooler`), the product's build (`/build`). */
export async function askDesk(path: "/" | "/pooler" | "/build"): Promise<string> {
  const response = await fetch(`${inject("runDesk")}${path}`, { method: "POST" });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(text);
  }
  return text;
}
