import * as z from "zod";

/** The ways in which connecting GitHub ends without having done it, each with what to do. */
export const SETUP_REFUSALS = {
  forged: "This answer did not come from a setup that was begun here. Begin again from Settings, GitHub.",
  expired: "The setup took longer than it may. Begin it again.",
  used: "This step of the setup was done already. Look whether the account is connected, or begin again.",
  foreign: "The setup was begun by somebody else, or in another browser. Begin it again here.",
  "not-admin": "Only admins of the team may connect GitHub accounts. Ask one of them.",
  "not-operator": "Only operators may create the GitHub App. Ask whoever runs this server.",
  given: "The environment gives the GitHub App, so none is created here. Take GITHUB_APP_ID out of it first.",
  "no-app": "There is no GitHub App yet. An operator creates it from Settings, GitHub.",
  "no-secret": "GitHub made the App without a webhook secret. Delete it on GitHub and create it anew, webhooks active.",
  "no-conversion": "GitHub did not hand over the App's credentials: they are given once, within an hour. Begin again.",
  denied: "GitHub was told not to say who you are, so nothing was connected. Begin again and allow it.",
  requested: "The owners of the account were asked to install the App. Connect it once they have done so.",
  "not-installed": "GitHub does not list this installation among yours. Install the App, then connect it.",
  "not-owner": "You do not administer this account on GitHub. Ask one of its owners to connect it.",
  "no-members":
    "The App may not see who administers this organisation. Give it the organisation permission Members (read) on GitHub, have it accepted, and begin again.",
  elsewhere: "This account is connected to another team. An admin there has to disconnect it first.",
  "none-found":
    "The App is installed on no account that you administer and that is still to be connected. Install it first.",
  unreachable: "GitHub did not answer as it should. Begin again in a moment.",
} as const satisfies Record<string, string>;

export type SetupRefusal = keyof typeof SETUP_REFUSALS;

export const setupRefusal = z.enum(Object.keys(SETUP_REFUSALS) as [SetupRefusal, ...SetupRefusal[]]);

/** Where a setup stands: GitHub hands what is sealed of it back, and nobody else could have made it. */
export const SETUP_STEPS = ["create", "install", "authorize", "choose"] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** An organisation's or a person's name on GitHub. */
export const githubLogin = z
  .string()
  .trim()
  .regex(/^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i, "Write the name as the account's address on GitHub has it.");
