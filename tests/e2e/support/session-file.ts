import { join } from "node:path";

/** Where the signed-in browser's cookies lie between the start of the suite and its tests. */
export const SESSION_FILE = join(".cache", "e2e", "session.json");
