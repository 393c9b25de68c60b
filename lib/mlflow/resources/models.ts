import * as z from "zod";
import { getMlflowModel } from "@/lib/registry/mlflow/queries";
import { endpoint } from "../endpoint";
import { requiredText } from "../fields";
import { toldOfModel } from "../tell";

export const modelEndpoints = [
  endpoint({
    method: "GET",
    path: "registered-models/get",
    input: z.object({ name: requiredText }),
    async run({ db }, { scope, input }) {
      return toldOfModel(await getMlflowModel(db, scope, input.name), input);
    },
  }),
];
