import * as z from "zod";
import { description } from "@/lib/core/names";
import { ok } from "@/lib/core/result";
import { registerVersion } from "@/lib/registry/mlflow/commands";
import { getMlflowVersion } from "@/lib/registry/mlflow/queries";
import { removeVersionTag, setVersionTag, unlinkVersion, updateVersion } from "@/lib/registry/versions/commands";
import { type Endpoint, endpoint } from "../endpoint";
import { newTags, refOf, requiredText, shortText, tagKeyField, tagValueField, versionText } from "../fields";
import { inMlflowWords, toldDone, toldOfVersion, unlessMissing } from "../tell";
import { fetchableUri } from "../uploaded-files";

const named = z.object({ name: requiredText, version: versionText });

type Named = z.output<typeof named>;

export const versionEndpoints: Endpoint[] = [
  endpoint({
    method: "POST",
    path: "model-versions/create",
    input: z.object({
      name: requiredText,
      source: requiredText,
      run_id: shortText("run_id"),
      run_link: shortText("run_link"),
      model_id: shortText("model_id"),
      description: description.default(""),
      tags: newTags,
    }),
    async run({ db }, { scope, input }) {
      const { name, source, tags } = input;
      const linked = await registerVersion(db, scope, {
        model: name,
        source,
        description: input.description,
        runId: input.run_id,
        runLink: input.run_link,
        loggedModelId: input.model_id,
        tags,
      });
      return toldOfVersion(linked, input);
    },
  }),
  endpoint({
    method: "GET",
    path: "model-versions/get",
    input: named,
    async run({ db }, { scope, input }) {
      return toldOfVersion(await getMlflowVersion(db, scope, refIn(input)), input);
    },
  }),
  endpoint({
    method: "GET",
    path: "model-versions/get-download-uri",
    input: named,
    async run({ db, baseUrl }, { scope, input }) {
      const found = await getMlflowVersion(db, scope, refIn(input));
      return found.ok
        ? ok({ artifact_uri: fetchableUri(found.value.downloadUri, { baseUrl, team: scope.teamName }) })
        : inMlflowWords(found.problem, input);
    },
  }),
  endpoint({
    method: "PATCH",
    path: "model-versions/update",
    input: named.extend({ description: description.default("") }),
    async run({ db }, { scope, input }) {
      const updated = await updateVersion(db, scope, { ...refIn(input), description: input.description });
      return updated.ok
        ? toldOfVersion(await getMlflowVersion(db, scope, refIn(input)), input)
        : toldDone(updated, input);
    },
  }),
  endpoint({
    method: "DELETE",
    path: "model-versions/delete",
    input: named,
    async run({ db }, { scope, input }) {
      return toldDone(await unlinkVersion(db, scope, refIn(input)), input);
    },
  }),
  endpoint({
    method: "POST",
    path: "model-versions/set-tag",
    input: named.extend({ key: tagKeyField, value: tagValueField }),
    async run({ db }, { scope, input }) {
      const { key, value } = input;
      return toldDone(await setVersionTag(db, scope, { ...refIn(input), key, value }), input);
    },
  }),
  endpoint({
    method: "DELETE",
    path: "model-versions/delete-tag",
    input: named.extend({ key: requiredText }),
    async run({ db }, { scope, input }) {
      const removed = await removeVersionTag(db, scope, { ...refIn(input), key: input.key });
      return toldDone(unlessMissing("tag", removed), input);
    },
  }),
];

function refIn({ name, version }: Named): { model: string; version: string } {
  return { model: name, version: refOf(version) };
}
