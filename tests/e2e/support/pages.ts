import { EMPTY_TEAM, TEAM } from "./seed";

/**
 * The pages that every look, axe and a walk by keyboard go through: one line each. `heading` is the page's h1; `first`
 * leads from a list to what it lists, where the address holds an id.
 */
export type PageEntry = { name: string; path: string; heading: string | RegExp; first?: RegExp };

export const PAGES: readonly PageEntry[] = [
  { name: "models", path: `/${TEAM}/models`, heading: "Models" },
  { name: "models without any", path: `/${EMPTY_TEAM}/models`, heading: "Link your first version" },
  { name: "models that match nothing", path: `/${TEAM}/models?name=nothing-like-it`, heading: "Models" },
  { name: "a model", path: `/${TEAM}/models/churn-classifier`, heading: "churn-classifier" },
  { name: "a model without versions", path: `/${TEAM}/models/query-rewriter`, heading: "query-rewriter" },
  {
    name: "a model that is not there",
    path: `/${TEAM}/models/churn-clasifier`,
    heading: `There is no such model in ${TEAM}`,
  },
  { name: "a version", path: `/${TEAM}/models/churn-classifier/versions/v11`, heading: "churn-classifier v11" },
  { name: "a version kept elsewhere", path: `/${TEAM}/models/eta-predictor/versions/v0`, heading: "eta-predictor v0" },
  { name: "deliveries", path: `/${TEAM}/deliveries`, heading: "Deliveries" },
  { name: "deliveries without any", path: `/${EMPTY_TEAM}/deliveries`, heading: "Deliveries" },
  { name: "a delivery", path: `/${TEAM}/deliveries?state=gave_up`, heading: /./, first: /\/deliveries\/dl_/ },
  { name: "automations", path: `/${TEAM}/automations`, heading: "Automations" },
  { name: "automations without any", path: `/${EMPTY_TEAM}/automations`, heading: "Wire your first automation" },
  {
    name: "an automation",
    path: `/${TEAM}/automations?name=deploy`,
    heading: "deploy-production",
    first: /\/automations\/aut_/,
  },
  { name: "search", path: `/${TEAM}/search?q=prod`, heading: "Search" },
  { name: "a search that finds nothing", path: `/${TEAM}/search?q=nothing-like-it`, heading: "Search" },
  { name: "sign-in", path: "/sign-in?link=used", heading: "Sign in to Modelwire" },
];
