import * as z from "zod";
import { pageRequest } from "@/lib/core/page";
import { newSecret, secretPatch } from "@/lib/core/secret";
import { createSecret, deleteSecret, updateSecret } from "@/lib/secrets/commands";
import { getSecret, listSecrets } from "@/lib/secrets/queries";
import { type Operation, operation } from "../operation";
import { flag, nameParam, pageOf } from "../schemas/shared";
import { secretView } from "../schemas/team";
import { EXAMPLE_SECRET } from "./examples-automation";

const secretParams = z.object({ secret: nameParam("The secret's name or id.") });
const NO_SECRET = "There is no such secret.";

const payloadWebhooks = "`payloadWebhooks` names the webhooks towards which payloads may use it: none by default.";

export const SECRET_OPERATIONS: readonly Operation[] = [
  operation({
    id: "listSecrets",
    method: "GET",
    path: "/teams/{team}/secrets",
    tag: "Secrets",
    summary: "List secrets",
    description: "Names and uses, never values.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of secrets.",
      schema: pageOf(secretView),
      example: { items: [EXAMPLE_SECRET], nextCursor: null },
    },
    problems: { forbidden: "The token's role does not allow this." },
    run: ({ db }, { scope, query }) => listSecrets(db, scope, query),
  }),
  operation({
    id: "createSecret",
    method: "POST",
    path: "/teams/{team}/secrets",
    tag: "Secrets",
    summary: "Create a secret",
    description: `Keeps a value encrypted under a name. ${payloadWebhooks}`,
    body: newSecret.meta({ id: "NewSecret" }),
    bodyExample: { name: "SLACK_SIGNING", value: "whsec_bm90IGEgcmVhbCBzZWNyZXQ=" },
    success: {
      status: 201,
      description: "The secret, without its value.",
      schema: secretView,
      example: EXAMPLE_SECRET,
      location: ({ name }) => name,
    },
    problems: { conflict: "The team has a secret of this name." },
    run: (api, { scope, body }) => createSecret(api.db, scope, body, api),
  }),
  operation({
    id: "getSecret",
    method: "GET",
    path: "/teams/{team}/secrets/{secret}",
    tag: "Secrets",
    summary: "Get a secret",
    description: "One secret with its uses, without its value.",
    params: secretParams,
    success: { status: 200, description: "The secret.", schema: secretView, example: EXAMPLE_SECRET },
    problems: { not_found: NO_SECRET, forbidden: "The token's role does not allow this." },
    run: ({ db }, { scope, params }) => getSecret(db, scope, params.secret),
  }),
  operation({
    id: "updateSecret",
    method: "PATCH",
    path: "/teams/{team}/secrets/{secret}",
    tag: "Secrets",
    summary: "Replace a secret",
    description: `Replaces the value, or the webhooks that it is granted to. ${payloadWebhooks}`,
    params: secretParams,
    body: secretPatch.meta({ id: "SecretPatch" }),
    bodyExample: { payloadWebhooks: ["deploy"] },
    success: {
      status: 200,
      description: "The secret, without its value.",
      schema: secretView,
      example: EXAMPLE_SECRET,
    },
    problems: { not_found: NO_SECRET },
    run: (api, { scope, params, body }) => updateSecret(api.db, scope, params.secret, body, api),
  }),
  operation({
    id: "deleteSecret",
    method: "DELETE",
    path: "/teams/{team}/secrets/{secret}",
    tag: "Secrets",
    summary: "Delete a secret",
    description: "Deletes a secret that nothing uses, or with `force=true` any.",
    params: secretParams,
    query: z.object({ force: flag("Delete it although it is in use.") }),
    success: { status: 204, description: "The secret is gone." },
    problems: { not_found: NO_SECRET, conflict: "The secret is in use." },
    run: ({ db }, { scope, params, query }) => deleteSecret(db, scope, params.secret, { isForced: query.force }),
  }),
];
