import * as z from "zod";
import { description, tagKey } from "@/lib/core/names";
import { pageRequest } from "@/lib/core/page";
import { newEvaluation, newVersion, tagInput, versionSearch } from "@/lib/core/registry";
import {
  linkVersion,
  recordEvaluation,
  removeVersionTag,
  setVersionTag,
  unlinkVersion,
  updateVersion,
} from "@/lib/registry/versions/commands";
import { getVersion, listEvaluations, listVersions, searchVersions } from "@/lib/registry/versions/queries";
import { type Operation, operation } from "../operation";
import { metadataConditionText } from "../schemas/metadata-condition";
import { evaluationView, tagView, versionSummary, versionView } from "../schemas/registry";
import { nameParam, pageOf } from "../schemas/shared";
import { EXAMPLE_EVALUATION, EXAMPLE_TAG, EXAMPLE_VERSION, withoutKeys } from "./examples";
import { modelParams, NO_MODEL } from "./models";

export const versionParams = modelParams.extend({ version: nameParam("`v3`, `latest`, or an alias.") });
export const NO_VERSION = "There is no such model or version.";

const tagParams = versionParams.extend({ key: tagKey.meta({ description: "The tag's key; a `/` in it is `%2F`." }) });

const search = versionSearch.extend({
  metadata: z
    .array(metadataConditionText)
    .max(8)
    .default([])
    .meta({ description: "Conditions on metadata, all of which must hold. Repeat the parameter for several." }),
});

const VERSION_PAGE = {
  status: 200,
  description: "One page of versions.",
  schema: pageOf(versionSummary),
  example: { items: [withoutKeys(EXAMPLE_VERSION, "artifactType", "source", "evaluations")], nextCursor: null },
} as const;

const READ: readonly Operation[] = [
  operation({
    id: "searchVersions",
    method: "GET",
    path: "/teams/{team}/versions",
    tag: "Versions",
    summary: "Search versions of the team",
    description: "Versions of all models, latest first; by tag, alias, date, and metadata by `=`.",
    query: search,
    success: VERSION_PAGE,
    problems: { invalid: "Metadata is compared by another operator than `=`: do that within one model." },
    run: ({ db }, { scope, query }) => searchVersions(db, scope, query),
  }),
  operation({
    id: "listVersions",
    method: "GET",
    path: "/teams/{team}/models/{model}/versions",
    tag: "Versions",
    summary: "List versions of a model",
    description: "Versions of one model, highest number first; by tag, alias, date and metadata, ranges included.",
    params: modelParams,
    query: search,
    success: VERSION_PAGE,
    problems: { not_found: NO_MODEL },
    run: ({ db }, { scope, params, query }) => listVersions(db, scope, params.model, query),
  }),
  operation({
    id: "getVersion",
    purposes: ["download", "evaluate"],
    method: "GET",
    path: "/teams/{team}/models/{model}/versions/{version}",
    tag: "Versions",
    summary: "Get a version",
    description: "One version with its tags, aliases, metadata and evaluations.",
    params: versionParams,
    success: { status: 200, description: "The version.", schema: versionView, example: EXAMPLE_VERSION },
    problems: { not_found: NO_VERSION },
    run: ({ db }, { scope, params }) => getVersion(db, scope, params.model, params.version),
  }),
  operation({
    id: "listEvaluations",
    purposes: ["evaluate"],
    method: "GET",
    path: "/teams/{team}/models/{model}/versions/{version}/evaluations",
    tag: "Versions",
    summary: "List evaluations of a version",
    description: "What was recorded about the version, newest first.",
    params: versionParams,
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of evaluations.",
      schema: pageOf(evaluationView),
      example: { items: [EXAMPLE_EVALUATION], nextCursor: null },
    },
    problems: { not_found: NO_VERSION },
    run: ({ db }, { scope, params, query }) => listEvaluations(db, scope, params, query),
  }),
];

const WRITE: readonly Operation[] = [
  operation({
    id: "linkVersion",
    method: "POST",
    path: "/teams/{team}/models/{model}/versions",
    tag: "Versions",
    summary: "Link a version",
    description:
      "Makes the next version of the model out of an artifact, or of any URI, with its aliases: all of it or nothing. Raises `LINK_ARTIFACT`, then `ADD_ARTIFACT_ALIAS` for each alias. With a `key`, a repeat answers with the version that the first call made.",
    params: modelParams,
    body: newVersion.meta({ id: "NewVersion" }),
    bodyExample: {
      source: { project: "training", artifact: "fraud-model", number: 12 },
      aliases: ["staging"],
      key: "run-81",
    },
    success: {
      status: 201,
      description: "The version.",
      schema: versionView,
      example: EXAMPLE_VERSION,
      location: ({ number }) => `v${number}`,
    },
    problems: {
      not_found: "There is no such model or artifact.",
      forbidden: "The token's role does not allow this, or one of the aliases is protected.",
      conflict: "The artifact is still being uploaded.",
    },
    run: ({ db }, { scope, params, body }) => linkVersion(db, scope, { ...body, ...params }),
  }),
  operation({
    id: "updateVersion",
    method: "PATCH",
    path: "/teams/{team}/models/{model}/versions/{version}",
    tag: "Versions",
    summary: "Describe a version",
    description: "Changes the description.",
    params: versionParams,
    body: z.strictObject({ description }).meta({ id: "VersionPatch" }),
    bodyExample: { description: "Trained on the data of May." },
    success: { status: 200, description: "The version.", schema: versionView, example: EXAMPLE_VERSION },
    problems: { not_found: NO_VERSION },
    run: ({ db }, { scope, params, body }) => updateVersion(db, scope, { ...params, ...body }),
  }),
  operation({
    id: "unlinkVersion",
    method: "DELETE",
    path: "/teams/{team}/models/{model}/versions/{version}",
    tag: "Versions",
    summary: "Unlink a version",
    description:
      "Takes a version out of its model. Its number is never given again, its artifact stays. Raises `REMOVE_ARTIFACT_ALIAS` for each alias, then `UNLINK_ARTIFACT`.",
    params: versionParams,
    success: { status: 204, description: "The version is gone." },
    problems: { not_found: NO_VERSION, conflict: "The version carries a protected alias." },
    run: ({ db }, { scope, params }) => unlinkVersion(db, scope, params),
  }),
  operation({
    id: "setVersionTag",
    method: "PUT",
    path: "/teams/{team}/models/{model}/versions/{version}/tags/{key}",
    tag: "Versions",
    summary: "Set a tag of a version",
    description:
      "Sets a key to a value, which is empty by default. Raises `ADD_ARTIFACT_TAG` where that changes anything.",
    params: tagParams,
    body: tagInput.meta({ id: "TagInput" }),
    bodyExample: { value: "payments" },
    success: { status: 200, description: "The tag.", schema: tagView, example: EXAMPLE_TAG },
    problems: { not_found: NO_VERSION, conflict: "The version has as many tags as it may have." },
    run: ({ db }, { scope, params, body }) => setVersionTag(db, scope, { ...params, ...body }),
  }),
  operation({
    id: "removeVersionTag",
    method: "DELETE",
    path: "/teams/{team}/models/{model}/versions/{version}/tags/{key}",
    tag: "Versions",
    summary: "Remove a tag of a version",
    description: "Removes a tag by its key. Raises `REMOVE_ARTIFACT_TAG`.",
    params: tagParams,
    success: { status: 204, description: "The tag is gone." },
    problems: { not_found: "There is no such model or version, or it has no such tag." },
    run: ({ db }, { scope, params }) => removeVersionTag(db, scope, params),
  }),
  operation({
    id: "recordEvaluation",
    purposes: ["evaluate"],
    method: "POST",
    path: "/teams/{team}/models/{model}/versions/{version}/evaluations",
    tag: "Versions",
    summary: "Record an evaluation",
    description: "Records metrics and check results about a version. Raises `RECORD_EVALUATION`.",
    params: versionParams,
    body: newEvaluation.meta({ id: "NewEvaluation" }),
    bodyExample: { name: "holdout", metrics: { auc: 0.981 }, checks: { "no-drift": true } },
    success: { status: 201, description: "The evaluation.", schema: evaluationView, example: EXAMPLE_EVALUATION },
    problems: { not_found: NO_VERSION },
    run: ({ db }, { scope, params, body }) => recordEvaluation(db, scope, { ...params, ...body }),
  }),
];

export const VERSION_OPERATIONS: readonly Operation[] = [...READ, ...WRITE];
