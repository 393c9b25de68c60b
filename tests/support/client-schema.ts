import openapiTS, { astToString } from "openapi-typescript";
import { openApiDocument } from "@/lib/rest/document";

export const CLIENT_SCHEMA_PATH = "lib/client/schema.d.ts";

const HEADER = "// Made by `npm run generate` from the API's own document. Change the API, then run it again.\n\n";

/** The types of the client, from the document as the API serves it; no server is needed. */
export async function clientSchema(): Promise<string> {
  return (
    HEADER +
    astToString(await openapiTS(JSON.stringify(openApiDocument()), { silent: true, defaultNonNullable: false }))
  );
}
