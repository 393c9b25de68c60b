import * as z from "zod";
import { STAGE_ALIASES, STAGES, type Stage, stageOf } from "@/lib/core/mlflow";
import { ok } from "@/lib/core/result";
import { listLatestVersions } from "@/lib/registry/mlflow/queries";
import { moveToStage } from "@/lib/registry/mlflow/stage-commands";
import { type Endpoint, endpoint } from "../endpoint";
import { optionalFlag, refOf, requiredText, versionText } from "../fields";
import { modelVersion } from "../messages";
import { refuseInput } from "../problem";
import { inMlflowWords, toldOfVersion } from "../tell";

const stageField = requiredText.transform((text, context): Stage => {
  const stage = stageOf(text);
  if (stage === null) {
    const known = STAGES.join(", ");
    context.addIssue({
      code: "custom",
      message: `Invalid Model Version stage: ${text.slice(0, 100)}. Value must be one of ${known}.`,
    });
    return z.NEVER;
  }
  return stage;
});

export const stageEndpoints: Endpoint[] = [
  endpoint({
    method: ["POST", "GET"],
    path: "registered-models/get-latest-versions",
    input: z.object({ name: requiredText, stages: z.array(stageField).default([]) }),
    async run({ db }, { scope, input: { name, stages } }) {
      const found = await listLatestVersions(db, scope, { model: name, stages });
      return found.ok ? ok({ model_versions: found.value.map(modelVersion) }) : inMlflowWords(found.problem, { name });
    },
  }),
  endpoint({
    method: "POST",
    path: "model-versions/transition-stage",
    input: z.object({
      name: requiredText,
      version: versionText,
      stage: stageField,
      archive_existing_versions: optionalFlag,
    }),
    async run({ db }, { scope, input }) {
      const { name, version, stage, archive_existing_versions: archivesOthers } = input;
      if (archivesOthers && STAGE_ALIASES[stage] === null) {
        return refuseInput(
          `Model version transition cannot archive existing model versions because '${stage}' is not an Active stage. ` +
            "Valid stages are Staging and Production.",
        );
      }
      const moved = await moveToStage(db, scope, { model: name, version: refOf(version), stage, archivesOthers });
      return toldOfVersion(moved, input);
    },
  }),
];
