import type { Endpoint } from "./endpoint";
import { modelEndpoints } from "./resources/models";
import { searchEndpoints } from "./resources/search";

/** Every endpoint of the protocol, group by group. */
export const ENDPOINTS: readonly Endpoint[] = [...modelEndpoints, ...searchEndpoints];
