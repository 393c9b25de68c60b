import * as z from "zod";
import { modelName, tagKey } from "@/lib/core/names";
import { modelPatch, modelSearch, newModel, tagInput } from "@/lib/core/registry";
import { createModel, deleteModel, removeModelTag, setModelTag, updateModel } from "@/lib/registry/models/commands";
import { getModel, listModels } from "@/lib/registry/models/queries";
import { type Operation, operation } from "../operation";
import { modelSummary, modelView, tagView } from "../schemas/registry";
import { nameParam, pageOf } from "../schemas/shared";
import { EXAMPLE_MODEL, EXAMPLE_TAG, withoutKeys } from "./examples";

export const modelParams = z.object({ model: nameParam("The model's name.") });
export const NO_MODEL = "There is no such model.";

const tagParams = modelParams.extend({ key: tagKey.meta({ description: "The tag's key; a `/` in it is `%2F`." }) });

export const MODEL_OPERATIONS: readonly Operation[] = [
  operation({
    id: "listModels",
    method: "GET",
    path: "/teams/{team}/models",
    tag: "Models",
    summary: "List models",
    description: "The team's models, latest activity first; by name, tag, alias and date of creation.",
    query: modelSearch,
    success: {
      status: 200,
      description: "One page of models.",
      schema: pageOf(modelSummary),
      example: { items: [withoutKeys(EXAMPLE_MODEL, "card", "firstNumber", "createdBy")], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listModels(db, scope, query),
  }),
  operation({
    id: "createModel",
    method: "POST",
    path: "/teams/{team}/models",
    tag: "Models",
    summary: "Create a model",
    description: "Creates an empty model. Raises `CREATE_MODEL`.",
    body: newModel.meta({ id: "NewModel" }),
    bodyExample: { name: "fraud-detector", description: "Scores card payments." },
    success: {
      status: 201,
      description: "The model.",
      schema: modelView,
      example: EXAMPLE_MODEL,
      location: ({ name }) => encodeURIComponent(name),
    },
    problems: { conflict: "The team has a model of this name." },
    run: ({ db }, { scope, body }) => createModel(db, scope, body),
  }),
  operation({
    id: "getModel",
    method: "GET",
    path: "/teams/{team}/models/{model}",
    tag: "Models",
    summary: "Get a model",
    description: "One model with its card, tags and aliases.",
    params: modelParams,
    success: { status: 200, description: "The model.", schema: modelView, example: EXAMPLE_MODEL },
    problems: { not_found: NO_MODEL },
    run: ({ db }, { scope, params }) => getModel(db, scope, params.model),
  }),
  operation({
    id: "updateModel",
    method: "PATCH",
    path: "/teams/{team}/models/{model}",
    tag: "Models",
    summary: "Describe a model",
    description: "Changes description or card; what is left out stays.",
    params: modelParams,
    body: modelPatch.meta({ id: "ModelPatch" }),
    bodyExample: { card: "# Fraud detector\n\nTrained weekly." },
    success: { status: 200, description: "The model.", schema: modelView, example: EXAMPLE_MODEL },
    problems: { not_found: NO_MODEL },
    run: ({ db }, { scope, params, body }) => updateModel(db, scope, { ...body, ...params }),
  }),
  operation({
    id: "deleteModel",
    method: "DELETE",
    path: "/teams/{team}/models/{model}",
    tag: "Models",
    summary: "Delete a model",
    description:
      "Deletes a model with all its versions; events and the audit log remain. Repeat its name as `confirm`. Raises the events of unlinking each version.",
    params: modelParams,
    query: z.object({ confirm: modelName.meta({ description: "The model's name again." }) }),
    success: { status: 204, description: "The model is gone." },
    problems: {
      not_found: NO_MODEL,
      conflict: "A version carries a protected alias, or there are too many versions.",
      invalid: "`confirm` is not the model's name, or the `Idempotency-Key` was used for another request.",
    },
    run: ({ db }, { scope, params, query }) => deleteModel(db, scope, { ...params, ...query }),
  }),
  operation({
    id: "setModelTag",
    method: "PUT",
    path: "/teams/{team}/models/{model}/tags/{key}",
    tag: "Models",
    summary: "Set a tag of a model",
    description: "Sets a key to a value, which is empty by default.",
    params: tagParams,
    body: tagInput.meta({ id: "TagInput" }),
    bodyExample: { value: "payments" },
    success: { status: 200, description: "The tag.", schema: tagView, example: EXAMPLE_TAG },
    problems: { not_found: NO_MODEL, conflict: "The model has as many tags as it may have." },
    run: ({ db }, { scope, params, body }) => setModelTag(db, scope, { ...params, ...body }),
  }),
  operation({
    id: "removeModelTag",
    method: "DELETE",
    path: "/teams/{team}/models/{model}/tags/{key}",
    tag: "Models",
    summary: "Remove a tag of a model",
    description: "Removes a tag by its key.",
    params: tagParams,
    success: { status: 204, description: "The tag is gone." },
    problems: { not_found: "There is no such model, or it has no such tag." },
    run: ({ db }, { scope, params }) => removeModelTag(db, scope, params),
  }),
];
