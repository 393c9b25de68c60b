import type { Operation } from "./operation";
import { ALIAS_OPERATIONS } from "./resources/aliases";
import { MODEL_OPERATIONS } from "./resources/models";
import { VERSION_OPERATIONS } from "./resources/versions";

/** Every operation of the API: what is routed is what is documented. */
export const OPERATIONS: readonly Operation[] = [...MODEL_OPERATIONS, ...VERSION_OPERATIONS, ...ALIAS_OPERATIONS];
