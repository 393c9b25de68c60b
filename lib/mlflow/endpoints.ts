import type { Endpoint } from "./endpoint";
import { modelEndpoints } from "./resources/models";
import { webhookEndpoints } from "./resources/webhooks";

/** Every endpoint of the protocol, group by group. */
export const ENDPOINTS: readonly Endpoint[] = [...modelEndpoints, ...webhookEndpoints];
