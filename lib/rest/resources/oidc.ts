import { exchangeRequest, RUN_TOKEN_MINUTES } from "@/lib/core/call-home";
import { CALL_HOME_HOURS } from "@/lib/core/oidc-policy";
import { EXCHANGE_REFUSALS } from "@/lib/core/run-identity";
import { exchangeIdentity } from "@/lib/github/call-home/commands";
import { type Operation, publicOperation } from "../operation";
import { runToken } from "../schemas/policies";
import { EXAMPLE_VERSION } from "./examples";

const BODY_BYTES_MAX = 20_000;
const EXAMPLE_DELIVERY = "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a20";

const REASONS = Object.keys(EXCHANGE_REFUSALS)
  .map((reason) => `\`${reason}\``)
  .join(", ");

export const OIDC_OPERATIONS: readonly Operation[] = [
  publicOperation({
    id: "exchangeIdentity",
    method: "POST",
    path: "/oidc/exchange",
    tag: "GitHub",
    summary: "Exchange a workflow run's identity",
    description: `For a job of GitHub Actions that a delivery started; it needs no stored secret. Takes the identity token that GitHub gives to a job with \`id-token: write\`, made for this server's address as its audience, and the id of the delivery. Answers a token that lives ${RUN_TOKEN_MINUTES} minutes and knows only the version that the delivery is about: to download it, and to record evaluations of it. What is recorded tells the delivery as its cause. The run must be of the repository and of the dispatch that the delivery made, at most ${CALL_HOME_HOURS} hours ago; an admin's policies narrow that, or allow another repository of the team's GitHub App. Each identity token is good once.`,
    body: exchangeRequest.meta({ id: "ExchangeRequest" }),
    bodyExample: { token: "eyJhbGciOiJSUzI1NiIs…", delivery: EXAMPLE_DELIVERY, purpose: ["download"] },
    bodyBytesMax: BODY_BYTES_MAX,
    success: {
      status: 200,
      description: "The token of the run.",
      schema: runToken,
      example: {
        token: "mw_…x9Kd",
        expiresAt: "2026-05-04T09:45:00.000Z",
        team: "acme",
        model: "fraud-detector",
        version: "v3",
        versionId: EXAMPLE_VERSION.id,
        delivery: EXAMPLE_DELIVERY,
        purposes: ["download"],
      },
    },
    problems: {
      forbidden: `The run gets no token. \`reason\` tells why: ${REASONS}. The team's audit log tells more.`,
      unavailable: "The server is not ready, or cannot read GitHub's keys. `Retry-After` tells the seconds.",
    },
    run: ({ db, verifyIdentity, clock }, { context, body }) =>
      exchangeIdentity(db, { verifyIdentity, clock }, body, context),
  }),
];
