import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CLIENT_SCHEMA_PATH, clientSchema } from "../support/client-schema";
import { ROOT } from "./cruise";

test("the client's types are those of the API: run `npm run generate` when this fails", async () => {
  const kept = readFileSync(join(ROOT, CLIENT_SCHEMA_PATH), "utf8");

  expect(kept === (await clientSchema())).toBe(true);
});
