import * as z from "zod";
import { mlflowModelName } from "@/lib/core/mlflow-names";
import { description } from "@/lib/core/names";
import { refuse } from "@/lib/core/result";
import { registerModel, renameModel } from "@/lib/registry/mlflow/commands";
import { getMlflowModel } from "@/lib/registry/mlflow/queries";
import { deleteModel, removeModelTag, setModelTag, updateModel } from "@/lib/registry/models/commands";
import { findModel } from "@/lib/registry/models/find-model";
import { type Endpoint, endpoint } from "../endpoint";
import { newTags, requiredText, tagKeyField, tagValueField } from "../fields";
import { refuseTaken } from "../problem";
import { toldDone, toldOfModel, unlessMissing } from "../tell";

const RESTRICTED =
  "This token is for some models alone, and may create none. Have the model created, or use a token for all models.";

const named = z.object({ name: requiredText });

export const modelEndpoints: Endpoint[] = [
  endpoint({
    method: "POST",
    path: "registered-models/create",
    input: z.object({
      name: requiredText.pipe(mlflowModelName),
      description: description.default(""),
      tags: newTags,
    }),
    // `register_model` begins with this whether or not the model is there: of one that is, any role is told so.
    async run({ db }, { scope, input }) {
      if (await findModel(db, scope, input.name)) {
        return refuseTaken(input.name);
      }
      const registered = await registerModel(db, scope, input);
      return !registered.ok && registered.problem.code === "not_found"
        ? refuse({ code: "forbidden", message: RESTRICTED })
        : toldOfModel(registered, input);
    },
  }),
  endpoint({
    method: "POST",
    path: "registered-models/rename",
    input: named.extend({ new_name: requiredText.pipe(mlflowModelName) }),
    async run({ db }, { scope, input }) {
      const renamed = await renameModel(db, scope, { model: input.name, newName: input.new_name });
      return !renamed.ok && renamed.problem.field === "name"
        ? refuseTaken(input.new_name)
        : toldOfModel(renamed, input);
    },
  }),
  endpoint({
    method: "PATCH",
    path: "registered-models/update",
    input: named.extend({ description: description.default("") }),
    async run({ db }, { scope, input }) {
      const updated = await updateModel(db, scope, { model: input.name, description: input.description });
      return updated.ok ? toldOfModel(await getMlflowModel(db, scope, input.name), input) : toldDone(updated, input);
    },
  }),
  endpoint({
    method: "DELETE",
    path: "registered-models/delete",
    input: named,
    async run({ db }, { scope, input }) {
      return toldDone(await deleteModel(db, scope, { model: input.name, confirm: input.name }), input);
    },
  }),
  endpoint({
    method: "GET",
    path: "registered-models/get",
    input: named,
    async run({ db }, { scope, input }) {
      return toldOfModel(await getMlflowModel(db, scope, input.name), input);
    },
  }),
  endpoint({
    method: "POST",
    path: "registered-models/set-tag",
    input: named.extend({ key: tagKeyField, value: tagValueField }),
    async run({ db }, { scope, input: { name, key, value } }) {
      return toldDone(await setModelTag(db, scope, { model: name, key, value }), { name });
    },
  }),
  endpoint({
    method: "DELETE",
    path: "registered-models/delete-tag",
    input: named.extend({ key: requiredText }),
    async run({ db }, { scope, input: { name, key } }) {
      return toldDone(unlessMissing("tag", await removeModelTag(db, scope, { model: name, key })), { name });
    },
  }),
];
