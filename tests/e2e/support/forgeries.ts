import type { Permission } from "@/lib/core/access";
import { TEAM } from "./seed";

const SETTINGS = `/${TEAM}/settings`;

export type Forgery = {
  permission: Permission;
  /** What the audit log calls it. */
  action: string;
  path: string;
  /** The button that sends it, once its form is filled in. */
  press: string | RegExp;
  fill?: Readonly<Record<string, string>>;
};

/** What the forms are about: things of a test's own. */
export type Known = { model: string; delivery: string; automation: string; run: string };

/** A form for each right, as an admin's page has it. */
export const forgeries = ({ model, delivery, automation, run }: Known): readonly Forgery[] => [
  {
    permission: "model.write",
    action: "model.created",
    path: `/${TEAM}/new-model`,
    press: "Create model",
    fill: { Name: "e2e-forged-model" },
  },
  {
    permission: "model.write",
    action: "model.updated",
    path: `/${TEAM}/models/${model}/card/edit`,
    press: /^Save/,
  },
  {
    permission: "version.link",
    action: "version.linked",
    path: `/${TEAM}/models/${model}/link?from=uri`,
    press: "Link version",
    fill: { Address: "s3://acme/forged" },
  },
  {
    permission: "version.link",
    action: "version.unlinked",
    path: `/${TEAM}/models/${model}/versions/v1/unlink`,
    press: /^Unlink/,
  },
  { permission: "tag.write", action: "tag.removed", path: `/${TEAM}/models/${model}`, press: "Remove tag kept" },
  {
    permission: "alias.write",
    action: "alias.moved",
    path: `/${TEAM}/models/${model}/aliases/staging?to=v1`,
    press: /^Move/,
  },
  {
    permission: "alias.write",
    action: "alias.removed",
    path: `/${TEAM}/models/${model}/aliases/staging/remove`,
    press: /^Remove/,
  },
  {
    permission: "alias.protected",
    action: "alias.moved",
    path: `/${TEAM}/models/${model}/aliases/production?to=v1`,
    press: /^Move/,
  },
  {
    permission: "model.delete",
    action: "model.deleted",
    // One without a protected alias: of the other not even an admin's page has the button.
    path: `/${TEAM}/models/${model}-end/delete`,
    press: /^Delete/,
    fill: { [`Type ${model}-end to delete it`]: `${model}-end` },
  },
  {
    permission: "automation.write",
    action: "automation.paused",
    path: `/${TEAM}/automations/${automation}/pause`,
    press: /^Pause/,
  },
  {
    permission: "automation.write",
    action: "automation.deleted",
    path: `/${TEAM}/automations/${automation}/delete`,
    press: /^Delete/,
  },
  {
    permission: "delivery.operate",
    action: "delivery.redelivered",
    path: `/${TEAM}/deliveries/${delivery}`,
    press: "Redeliver",
  },
  { permission: "run.operate", action: "run.killed", path: `/${TEAM}/runs/${run}/kill`, press: "Kill run" },
  { permission: "run.operate", action: "run.rerun", path: `/${TEAM}/runs/${run}`, press: /^Rerun/ },
  {
    permission: "launch.manage",
    action: "queue.paused",
    path: `/${TEAM}/queues/${model}`,
    press: "Pause",
  },
  {
    permission: "launch.manage",
    action: "agent_token.created",
    path: `/${TEAM}/queues/${model}/new-token`,
    press: "Create agent token",
    fill: { Name: "e2e-forged-agent" },
  },
  { permission: "launch.manage", action: "job.deleted", path: `/${TEAM}/jobs/${model}/delete`, press: "Delete job" },
  {
    permission: "webhook.test",
    action: "webhook.tested",
    path: `${SETTINGS}/webhooks/serving-deploy?test=event`,
    press: "Test webhook",
  },
  {
    permission: "webhook.test_any",
    action: "webhook.tested",
    path: `${SETTINGS}/webhooks/serving-deploy?test=payload`,
    press: "Test webhook",
  },
  {
    permission: "webhook.write",
    action: "webhook.deleted",
    path: `${SETTINGS}/webhooks/${model}/delete`,
    press: "Delete webhook",
  },
  {
    permission: "webhook.write",
    action: "webhook.paused",
    path: `${SETTINGS}/webhooks/${model}`,
    press: "Pause",
  },
  {
    permission: "secret.write",
    action: "secret.created",
    path: `${SETTINGS}/secrets/new`,
    press: "Create secret",
    fill: { Name: "BY_FORM_FORGED", Value: "forged-value" },
  },
  {
    permission: "token.manage",
    action: "token.created",
    path: `${SETTINGS}/tokens/new`,
    press: "Create token",
    fill: { Name: "e2e-forged-token" },
  },
  {
    permission: "alias.protect",
    action: "alias.protected",
    path: `${SETTINGS}/aliases/new`,
    press: "Protect alias",
    fill: { Alias: "e2e-forged-alias" },
  },
  {
    permission: "member.manage",
    action: "invitation.created",
    path: `${SETTINGS}/members/invite`,
    press: "Make link",
  },
  {
    permission: "github.manage",
    action: "policy.created",
    path: `${SETTINGS}/github/policies/new`,
    press: "Create rule",
    fill: { Name: "e2e-forged-rule", "Branches and tags": "refs/heads/main" },
  },
];
