import type { Endpoint } from "./endpoint";
import { modelEndpoints } from "./resources/models";

/** Every endpoint of the protocol, group by group. */
export const ENDPOINTS: readonly Endpoint[] = [...modelEndpoints];
