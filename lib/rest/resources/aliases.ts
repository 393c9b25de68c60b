import * as z from "zod";
import { pageRequest } from "@/lib/core/page";
import { aliasMove } from "@/lib/core/registry";
import { moveAlias, protectAlias, removeAlias, rollbackAlias, unprotectAlias } from "@/lib/registry/aliases/commands";
import { listAliasMoves, listProtectedAliases, type ProtectedAliasView } from "@/lib/registry/aliases/queries";
import { type Operation, operation } from "../operation";
import { aliasMoved, aliasMoveView } from "../schemas/registry";
import { nameParam, pageOf, time } from "../schemas/shared";
import { modelParams, NO_MODEL } from "./models";

const aliasParams = modelParams.extend({ alias: nameParam("The alias, such as `production`.") });
const protectedParams = z.object({ alias: nameParam("The alias, such as `production`.") });

const protectedAliasView = z
  .object({ name: z.string(), since: time, by: z.string() })
  .meta({ id: "ProtectedAlias" }) satisfies z.ZodType<ProtectedAliasView>;

const EXPECTED = aliasMove.shape.expectedVersion.meta({
  description: "The number of the version that must hold the alias now; null for none. Otherwise the answer is 409.",
});

/** As a query parameter: a number, or nothing at all for "whoever holds it". */
const expectedInQuery = z.object({
  expectedVersion: z.coerce.number().int().min(0).optional().meta({
    description: "The number of the version that must hold the alias now. Otherwise the answer is 409.",
  }),
});

const MOVED = {
  status: 200,
  description: "Where the alias stood and where it stands.",
  schema: aliasMoved,
  example: { alias: "production", from: 2, to: 3, eventId: "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05" },
} as const;

const EXAMPLE_MOVE = {
  id: "mov_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a06",
  alias: "production",
  from: 2,
  to: 3,
  at: "2026-05-04T09:30:00.000Z",
  by: "ci",
};

const OTHER_HOLDER = "Another version holds the alias than `expectedVersion`.";
const PROTECTED = "The token's role does not allow this, or the alias is protected and the token is no admin's.";

export const ALIAS_OPERATIONS: readonly Operation[] = [
  operation({
    id: "moveAlias",
    method: "PUT",
    path: "/teams/{team}/models/{model}/aliases/{alias}",
    tag: "Aliases",
    summary: "Put or move an alias",
    description:
      "Puts an alias on a version, from wherever it stood. Raises `ADD_ARTIFACT_ALIAS`; where it stands there already, nothing happens. With `expectedVersion` it moves only from that version.",
    params: aliasParams,
    body: aliasMove.extend({ expectedVersion: EXPECTED }).meta({ id: "AliasMoveInput" }),
    bodyExample: { version: "v3", expectedVersion: 2 },
    success: MOVED,
    problems: { not_found: "There is no such model or version.", forbidden: PROTECTED, conflict: OTHER_HOLDER },
    run: ({ db }, { scope, params, body }) => moveAlias(db, scope, { ...params, ...body }),
  }),
  operation({
    id: "removeAlias",
    method: "DELETE",
    path: "/teams/{team}/models/{model}/aliases/{alias}",
    tag: "Aliases",
    summary: "Remove an alias",
    description: "Takes an alias off its version. Raises `REMOVE_ARTIFACT_ALIAS`.",
    params: aliasParams,
    query: expectedInQuery,
    success: MOVED,
    problems: { not_found: "There is no such model or alias.", forbidden: PROTECTED, conflict: OTHER_HOLDER },
    run: ({ db }, { scope, params, query }) => removeAlias(db, scope, { ...params, ...query }),
  }),
  operation({
    id: "rollbackAlias",
    method: "POST",
    path: "/teams/{team}/models/{model}/aliases/{alias}/rollback",
    tag: "Aliases",
    summary: "Put an alias back",
    description:
      "Moves an alias to where it stood before its last move. Raises `ADD_ARTIFACT_ALIAS`, as every move does.",
    params: aliasParams,
    body: z.strictObject({ expectedVersion: EXPECTED }).meta({ id: "AliasRollback" }),
    bodyExample: { expectedVersion: 3 },
    success: MOVED,
    problems: {
      not_found: "There is no such model or alias.",
      forbidden: PROTECTED,
      conflict: "There is nothing to go back to, or another version holds the alias than `expectedVersion`.",
    },
    run: ({ db }, { scope, params, body }) => rollbackAlias(db, scope, { ...params, ...body }),
  }),
  operation({
    id: "listAliasMoves",
    method: "GET",
    path: "/teams/{team}/models/{model}/aliases/{alias}/history",
    tag: "Aliases",
    summary: "List moves of an alias",
    description: "Every step of the alias, newest first, also those of versions that are gone.",
    params: aliasParams,
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of moves.",
      schema: pageOf(aliasMoveView),
      example: { items: [EXAMPLE_MOVE], nextCursor: null },
    },
    problems: { not_found: NO_MODEL },
    run: ({ db }, { scope, params, query }) => listAliasMoves(db, scope, params, query),
  }),
  operation({
    id: "listProtectedAliases",
    method: "GET",
    path: "/teams/{team}/protected-aliases",
    tag: "Aliases",
    summary: "List protected aliases",
    description: "The aliases that only admins may put, move or remove, in every model of the team.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of protected aliases.",
      schema: pageOf(protectedAliasView),
      example: { items: [{ name: "production", since: EXAMPLE_MOVE.at, by: "ann" }], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listProtectedAliases(db, scope, query),
  }),
  operation({
    id: "protectAlias",
    method: "PUT",
    path: "/teams/{team}/protected-aliases/{alias}",
    tag: "Aliases",
    summary: "Protect an alias",
    description: "From then on only admins may put, move or remove it.",
    params: protectedParams,
    success: { status: 204, description: "The alias is protected." },
    problems: {},
    run: ({ db }, { scope, params }) => protectAlias(db, scope, { name: params.alias }),
  }),
  operation({
    id: "unprotectAlias",
    method: "DELETE",
    path: "/teams/{team}/protected-aliases/{alias}",
    tag: "Aliases",
    summary: "Unprotect an alias",
    description: "From then on members may put, move and remove it again.",
    params: protectedParams,
    success: { status: 204, description: "The alias is no longer protected." },
    problems: { not_found: "This alias is not protected." },
    run: ({ db }, { scope, params }) => unprotectAlias(db, scope, { name: params.alias }),
  }),
];
