import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLIENT_SCHEMA_PATH, clientSchema } from "./client-schema";

writeFileSync(join(import.meta.dirname, "../..", CLIENT_SCHEMA_PATH), await clientSchema());
