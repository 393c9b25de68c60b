import type { StoredGitHubAction } from "@/lib/core/automation";
import type { Executor } from "@/lib/core/ports";

/** For tests whose automations all go to webhooks: an action for GitHub would be a mistake of the test. */
export const noGitHub: Executor<StoredGitHubAction> = async () => {
  throw new Error("This test has no GitHub.");
};
