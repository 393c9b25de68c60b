import * as z from "zod";
import { ROLES } from "@/lib/core/access";
import { pageRequest } from "@/lib/core/page";
import { PURPOSES } from "@/lib/core/purpose";
import { ok, type Result, refuse } from "@/lib/core/result";
import { newTeam, newToken } from "@/lib/core/token";
import { rotateKeys } from "@/lib/secrets/rotate";
import { createTeam, createToken, revokeToken } from "@/lib/teams/commands";
import { getTeam, listTokens } from "@/lib/teams/queries";
import { type Operation, operation } from "../operation";
import { id, idOrNull, nameParam, pageOf } from "../schemas/shared";
import { teamCreated, teamView, tokenCreated, tokenView } from "../schemas/team";
import { EXAMPLE_MODEL } from "./examples";

const AT = "2026-05-04T09:30:00.000Z";

const EXAMPLE_TEAM = { id: "tm_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a12", name: "acme", createdAt: AT };

const EXAMPLE_TOKEN = {
  id: "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a13",
  name: "ci",
  role: "member",
  models: [{ id: EXAMPLE_MODEL.id, name: EXAMPLE_MODEL.name }],
  hint: "x9Kd",
  createdAt: AT,
  createdBy: "ann",
  expiresAt: null,
  lastUsedAt: AT,
} as const;

const EXAMPLE_TOKEN_TEXT = "mw_…x9Kd";

const caller = z
  .object({
    team: teamView,
    actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
    role: z.enum(ROLES),
    models: z
      .array(id("model"))
      .readonly()
      .nullable()
      .meta({ description: "The only models that it sees; null for all." }),
    version: z
      .object({
        id: idOrNull("version", "Null for a launch run that works on none."),
        purposes: z.array(z.enum(PURPOSES)).readonly(),
        run: z.object({ id: id("run"), projectId: id("project") }).nullable(),
      })
      .nullable()
      .meta({ description: "Set for the token of a run: the one version that it sees, and what for." }),
    queue: idOrNull("queue", "Set for the token of agents: the one queue that they serve."),
    isOperator: z.boolean().meta({ description: "Whether it may create teams." }),
  })
  .meta({ id: "Caller" });

const rotation = z
  .object({
    resealed: z.int(),
    unreadable: z.array(
      z.object({ kind: z.enum(["secret", "webhook", "github_app"]), id: z.string(), teamId: z.string().nullable() }),
    ),
  })
  .meta({ id: "Rotation" });

const SERVER: readonly Operation[] = [
  operation({
    id: "whoAmI",
    method: "GET",
    path: "/whoami",
    tag: "Teams",
    summary: "Who am I?",
    description: "The team, the role and the models of the token that was sent.",
    success: {
      status: 200,
      description: "The caller.",
      schema: caller,
      example: {
        team: EXAMPLE_TEAM,
        actor: { kind: "token", id: EXAMPLE_TOKEN.id, name: "ci" },
        role: "member",
        models: null,
        version: null,
        queue: null,
        isOperator: false,
      },
    },
    problems: {},
    async run({ db }, { scope, isOperator }) {
      const team = await getTeam(db, scope);
      const models = scope.models === "all" ? null : scope.models;
      return team.ok
        ? ok({
            team: team.value,
            actor: scope.actor,
            role: scope.role,
            models,
            version: scope.version,
            queue: scope.agentOf,
            isOperator,
          })
        : team;
    },
  }),
  operation({
    id: "createTeam",
    method: "POST",
    path: "/teams",
    tag: "Teams",
    summary: "Create a team",
    description:
      "For operators: the token that the server was started with. Answers an admin token of the new team, told this once.",
    isWrite: false,
    body: newTeam.strict().meta({ id: "NewTeam" }),
    bodyExample: { name: "acme" },
    success: {
      status: 201,
      description: "The team and its first token.",
      schema: teamCreated,
      example: {
        ...EXAMPLE_TEAM,
        adminToken: { ...EXAMPLE_TOKEN, role: "admin", models: null, token: EXAMPLE_TOKEN_TEXT },
      },
      location: ({ name }) => encodeURIComponent(name),
    },
    problems: { forbidden: "The token is no operator's.", conflict: "There is a team of this name." },
    run: ({ db }, { scope, isOperator, body }) => createTeam(db, { actor: scope.actor, isOperator }, body),
  }),
  operation({
    id: "rotateKeys",
    method: "POST",
    path: "/rotate-keys",
    tag: "Teams",
    summary: "Rotate the keys of secrets",
    description:
      "For operators. Seals anew, under the current key of `MODELWIRE_KEYS`, whatever another key of it sealed. It may be stopped and repeated at any time.",
    isWrite: false,
    success: {
      status: 200,
      description: "What was sealed anew, and what no key opens.",
      schema: rotation,
      example: { resealed: 12, unreadable: [] },
    },
    problems: { forbidden: "The token is no operator's." },
    async run({ db, keyring }, { isOperator }): Promise<Result<z.infer<typeof rotation>>> {
      return isOperator
        ? ok(await rotateKeys(db, keyring))
        : refuse({ code: "forbidden", message: "Only operators may rotate keys." });
    },
  }),
];

const TEAM: readonly Operation[] = [
  operation({
    id: "getTeam",
    method: "GET",
    path: "/teams/{team}",
    tag: "Teams",
    summary: "Get the team",
    description: "The token's team.",
    success: { status: 200, description: "The team.", schema: teamView, example: EXAMPLE_TEAM },
    problems: {},
    run: ({ db }, { scope }) => getTeam(db, scope),
  }),
  operation({
    id: "listTokens",
    method: "GET",
    path: "/teams/{team}/tokens",
    tag: "Teams",
    summary: "List tokens",
    description: "The team's living tokens, newest first.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of tokens.",
      schema: pageOf(tokenView),
      example: { items: [EXAMPLE_TOKEN], nextCursor: null },
    },
    problems: { forbidden: "The token is no admin's." },
    run: ({ db }, { scope, query }) => listTokens(db, scope, query),
  }),
  operation({
    id: "createToken",
    method: "POST",
    path: "/teams/{team}/tokens",
    tag: "Teams",
    summary: "Create a token",
    description:
      "Creates an API token with a role, and if wished with an end and a restriction to some models. Its text is told this once.",
    body: newToken.meta({ id: "NewToken" }),
    bodyExample: { name: "ci", role: "member", models: ["fraud-detector"] },
    success: {
      status: 201,
      description: "The token with its text.",
      schema: tokenCreated,
      example: { ...EXAMPLE_TOKEN, token: EXAMPLE_TOKEN_TEXT },
      location: (token) => token.id,
    },
    problems: {
      conflict: "The team has a token of this name, or the `Idempotency-Key` made one whose text was told already.",
    },
    run: ({ db }, { scope, body }) => createToken(db, scope, body),
  }),
  operation({
    id: "revokeToken",
    method: "DELETE",
    path: "/teams/{team}/tokens/{token}",
    tag: "Teams",
    summary: "Revoke a token",
    description: "Ends a token at once.",
    params: z.object({ token: nameParam("The token's id.") }),
    success: { status: 204, description: "The token is revoked." },
    problems: { not_found: "There is no such token.", conflict: "The token comes from the server's environment." },
    run: ({ db }, { scope, params }) => revokeToken(db, scope, params.token),
  }),
];

export const TEAM_OPERATIONS: readonly Operation[] = [...SERVER, ...TEAM];
