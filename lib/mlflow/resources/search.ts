import * as z from "zod";
import { ok, type Result } from "@/lib/core/result";
import { type MlflowPage, searchMlflowModels, searchMlflowVersions } from "@/lib/registry/mlflow/search";
import { endpoint, type Message } from "../endpoint";
import { textList } from "../fields";
import { modelVersion, registeredModel } from "../messages";

const MODELS_DEFAULT = 100;
const MODELS_MAX = 1_000;
const VERSIONS_MAX = 200_000;

/** How many are asked for; in MLflow's words when it is no number, too many, or none. */
function maxResults(most: number, usual: number) {
  return z
    .unknown()
    .transform((value, context) => {
      const count = typeof value === "string" && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
      if (count === undefined) {
        return usual;
      }
      if (typeof count === "number" && Number.isInteger(count) && count >= 1 && count <= most) {
        return count;
      }
      const message =
        typeof count === "number" && count < 1
          ? `Invalid value for max_results. It must be a positive integer, but got ${count}`
          : `Invalid value "${String(value).slice(0, 100)}" for parameter 'max_results' supplied:  Hint: Value was of type 'str'. See the API docs for more information about request parameters.`;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    })
    .default(usual);
}

const search = { filter: z.string().default(""), order_by: textList, page_token: z.string().optional() };

export const searchEndpoints = [
  endpoint({
    method: "GET",
    path: "registered-models/search",
    input: z.object({ ...search, max_results: maxResults(MODELS_MAX, MODELS_DEFAULT) }),
    async run({ db }, { scope, input }) {
      const page = await searchMlflowModels(db, scope, wishOf(input));
      return toldPage(page, (items) => ({ registered_models: items.map(registeredModel) }));
    },
  }),
  endpoint({
    method: "GET",
    path: "model-versions/search",
    input: z.object({ ...search, max_results: maxResults(VERSIONS_MAX, VERSIONS_MAX) }),
    async run({ db }, { scope, input }) {
      const page = await searchMlflowVersions(db, scope, wishOf(input));
      return toldPage(page, (items) => ({ model_versions: items.map(modelVersion) }));
    },
  }),
];

type Input = { filter: string; order_by: string[]; page_token?: string | undefined; max_results: number };

function wishOf({ filter, order_by: orderBy, page_token: pageToken, max_results: limit }: Input) {
  return { filter, orderBy, pageToken, limit };
}

/** An empty page is `{}`, and the last one has no token. */
function toldPage<T>(page: Result<MlflowPage<T>>, messageOf: (items: T[]) => Message): Result<Message> {
  if (!page.ok) {
    return page;
  }
  const { items, nextPageToken } = page.value;
  return ok({ ...(items.length > 0 ? messageOf(items) : {}), next_page_token: nextPageToken ?? undefined });
}
