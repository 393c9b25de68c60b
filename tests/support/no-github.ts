import type { StoredGitHubAction } from "@/lib/core/automation";
import type { StoredLaunchAction } from "@/lib/core/launch-action";
import type { Executor, Reporters } from "@/lib/core/ports";

/** For tests whose automations all go to webhooks: an action for GitHub would be a mistake of the test. */
export const noGitHub: Executor<StoredGitHubAction> = async () => {
  throw new Error("This test has no GitHub.");
};

/** The same of queues. */
export const noLaunch: Executor<StoredLaunchAction> = async () => {
  throw new Error("This test has no queues.");
};

/** For tests without runs: there is nothing to be told of them. */
export const noReports: Reporters = { deployment: noReport, check: noReport, slack: noReport };

async function noReport(): Promise<never> {
  throw new Error("This test has no runs to tell of.");
}
