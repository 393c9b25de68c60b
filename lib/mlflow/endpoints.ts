import type { Endpoint } from "./endpoint";
import { aliasEndpoints } from "./resources/aliases";
import { artifactEndpoints } from "./resources/artifacts";
import { modelEndpoints } from "./resources/models";
import { searchEndpoints } from "./resources/search";
import { stageEndpoints } from "./resources/stages";
import { versionEndpoints } from "./resources/versions";
import { webhookEndpoints } from "./resources/webhooks";

/** Every endpoint of the protocol, group by group. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...modelEndpoints,
  ...aliasEndpoints,
  ...versionEndpoints,
  ...stageEndpoints,
  ...searchEndpoints,
  ...artifactEndpoints,
  ...webhookEndpoints,
];
