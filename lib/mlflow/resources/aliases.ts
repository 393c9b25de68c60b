import * as z from "zod";
import { mlflowAlias } from "@/lib/core/mlflow-names";
import { moveAlias, removeAlias } from "@/lib/registry/aliases/commands";
import { getMlflowVersion } from "@/lib/registry/mlflow/queries";
import { type Endpoint, endpoint } from "../endpoint";
import { refOf, requiredText, versionText } from "../fields";
import { refuseInput } from "../problem";
import { toldDone, toldOfVersion, unlessMissing } from "../tell";

const named = z.object({ name: requiredText, alias: requiredText });

export const aliasEndpoints: Endpoint[] = [
  endpoint({
    method: "POST",
    path: "registered-models/alias",
    input: z.object({ name: requiredText, alias: requiredText.pipe(mlflowAlias), version: versionText }),
    async run({ db }, { scope, input }) {
      const { name, alias, version } = input;
      return toldDone(await moveAlias(db, scope, { model: name, alias, version: refOf(version) }), input);
    },
  }),
  endpoint({
    method: "DELETE",
    path: "registered-models/alias",
    input: named,
    async run({ db }, { scope, input: { name, alias } }) {
      return toldDone(unlessMissing("alias", await removeAlias(db, scope, { model: name, alias })), { name });
    },
  }),
  endpoint({
    method: "GET",
    path: "registered-models/alias",
    input: named,
    async run({ db }, { scope, input: { name, alias } }) {
      const found = await getMlflowVersion(db, scope, { model: name, version: alias });
      return !found.ok && found.problem.missing === "version"
        ? refuseInput(`Registered model alias ${alias} not found.`)
        : toldOfVersion(found, { name });
    },
  }),
];
