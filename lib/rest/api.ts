import type { AutomationTestPorts } from "@/lib/automations/test-call";
import type { Database } from "@/lib/db/client";
import type { CallHomePorts } from "@/lib/github/call-home/commands";
import type { LaunchPorts } from "@/lib/launch/ports";
import type { Keyring } from "@/lib/platform/crypto";
import type { ApiLog } from "@/lib/platform/observe-call";
import type { Rate } from "@/lib/platform/rate-limit";
import type { Storage } from "@/lib/platform/storage/port";

/** What the operations need of the outside world. */
export type Api = AutomationTestPorts &
  CallHomePorts & {
    db: Database;
    keyring: Keyring;
    storage: Storage;
    launch: LaunchPorts;
  };

export type ApiOptions = Api & {
  log: ApiLog;
  /** Who calls, as far as the server in front of us can be believed; null when nobody knows. */
  addressOf(request: Request): string | null;
  /** The reference page's script, `@scalar/api-reference/browser/standalone.js`, served by ourselves. */
  referenceScriptPath: string;
  rates?: Partial<ApiRates>;
};

export type ApiRates = {
  /** All calls of one token. */
  perToken: Rate;
  /** Calls from one address that brought no valid token. */
  failedPerAddress: Rate;
  /** Calls from one address that need no token. */
  publicPerAddress: Rate;
};
