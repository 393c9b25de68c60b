import type { Operation } from "./operation";
import { ADMISSION_OPERATIONS } from "./resources/admission";
import { ALIAS_OPERATIONS } from "./resources/aliases";
import { ARTIFACT_OPERATIONS } from "./resources/artifacts";
import { AUTOMATION_OPERATIONS } from "./resources/automations";
import { BATCH_OPERATIONS } from "./resources/batches";
import { DELIVERY_OPERATIONS } from "./resources/deliveries";
import { EVENT_OPERATIONS } from "./resources/events";
import { FILE_OPERATIONS } from "./resources/files";
import { INSTALLATION_OPERATIONS } from "./resources/installations";
import { JOB_OPERATIONS } from "./resources/jobs";
import { LAUNCH_AGENT_OPERATIONS } from "./resources/launch-agents";
import { LAUNCH_LOG_OPERATIONS } from "./resources/launch-logs";
import { MEMBER_OPERATIONS } from "./resources/members";
import { MODEL_OPERATIONS } from "./resources/models";
import { OIDC_OPERATIONS } from "./resources/oidc";
import { POLICY_OPERATIONS } from "./resources/policies";
import { QUEUE_OPERATIONS } from "./resources/queues";
import { RUN_OPERATIONS } from "./resources/runs";
import { SECRET_OPERATIONS } from "./resources/secrets";
import { TEAM_OPERATIONS } from "./resources/teams";
import { VERSION_OPERATIONS } from "./resources/versions";
import { WEBHOOK_OPERATIONS } from "./resources/webhooks";

/** Every operation of the API: what is routed is what is documented. */
export const OPERATIONS: readonly Operation[] = [
  ...TEAM_OPERATIONS,
  ...MEMBER_OPERATIONS,
  ...MODEL_OPERATIONS,
  ...VERSION_OPERATIONS,
  ...FILE_OPERATIONS,
  ...ARTIFACT_OPERATIONS,
  ...ALIAS_OPERATIONS,
  ...AUTOMATION_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...INSTALLATION_OPERATIONS,
  ...SECRET_OPERATIONS,
  ...POLICY_OPERATIONS,
  ...OIDC_OPERATIONS,
  ...DELIVERY_OPERATIONS,
  ...BATCH_OPERATIONS,
  ...JOB_OPERATIONS,
  ...QUEUE_OPERATIONS,
  ...ADMISSION_OPERATIONS,
  ...RUN_OPERATIONS,
  ...LAUNCH_AGENT_OPERATIONS,
  ...LAUNCH_LOG_OPERATIONS,
  ...EVENT_OPERATIONS,
];
