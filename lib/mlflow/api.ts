import type { AutomationTestPorts } from "@/lib/automations/test-call";
import type { Database } from "@/lib/db/client";
import type { Keyring } from "@/lib/platform/crypto";
import type { ApiLog } from "@/lib/platform/observe-call";
import type { Rate } from "@/lib/platform/rate-limit";
import type { Storage } from "@/lib/platform/storage/port";

/** What the endpoints need of the outside world. */
export type MlflowApi = AutomationTestPorts & {
  db: Database;
  keyring: Keyring;
  storage: Storage;
};

export type MlflowOptions = MlflowApi & {
  log: ApiLog;
  /** Who calls, as far as the server in front of us can be believed; null when nobody knows. */
  addressOf(request: Request): string | null;
  rates?: Partial<MlflowRates>;
};

export type MlflowRates = {
  /** All calls of one token. */
  perToken: Rate;
  /** Calls from one address that brought no valid token. */
  failedPerAddress: Rate;
};
