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
  { name: "a new model", path: `/${TEAM}/new-model`, heading: "New model" },
  { name: "a link", path: `/${TEAM}/models/churn-classifier/link`, heading: "Link version" },
  { name: "a link to any model", path: `/${TEAM}/link-version`, heading: "Link version" },
  { name: "an upload", path: `/${TEAM}/models/churn-classifier/upload`, heading: "Upload files" },
  {
    name: "a comparison",
    path: `/${TEAM}/models/churn-classifier/compare?a=v9&b=v11&show=all`,
    heading: "v9 beside v11",
  },
  { name: "a history", path: `/${TEAM}/models/churn-classifier/history`, heading: "History" },
  { name: "a card being edited", path: `/${TEAM}/models/churn-classifier/card/edit`, heading: "Edit card" },
  {
    name: "a move",
    path: `/${TEAM}/models/churn-classifier/aliases/production?to=v10`,
    heading: "Move protected production to v10",
  },
  { name: "a model's end", path: `/${TEAM}/models/churn-classifier/delete`, heading: "Delete churn-classifier" },
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
  { name: "the automation wizard", path: `/${TEAM}/automations/new?alias=production`, heading: "New automation" },
  { name: "search", path: `/${TEAM}/search?q=prod`, heading: "Search" },
  { name: "a search that finds nothing", path: `/${TEAM}/search?q=nothing-like-it`, heading: "Search" },
  { name: "sign-in", path: "/sign-in?refused=link", heading: "Sign in" },
  { name: "a new automation", path: `/${TEAM}/automations/new?model=churn-classifier`, heading: "New automation" },
  { name: "batches", path: `/${TEAM}/deliveries/batches`, heading: /./ },
  { name: "a new batch", path: `/${TEAM}/deliveries/batches/new`, heading: /./ },
  { name: "members", path: `/${TEAM}/settings/members`, heading: "Members" },
  { name: "an invitation to be", path: `/${TEAM}/settings/members/invite`, heading: /./ },
  { name: "secrets", path: `/${TEAM}/settings/secrets`, heading: "Secrets" },
  { name: "a new secret", path: `/${TEAM}/settings/secrets/new`, heading: /./ },
  { name: "webhooks", path: `/${TEAM}/settings/webhooks`, heading: /./ },
  { name: "a webhook and its test", path: `/${TEAM}/settings/webhooks/serving-deploy`, heading: /./ },
  { name: "a webhook's script", path: `/${TEAM}/settings/webhooks/serving-deploy?test=script`, heading: /./ },
  { name: "a new webhook", path: `/${TEAM}/settings/webhooks/new?preset=github`, heading: /./ },
  { name: "tokens", path: `/${TEAM}/settings/tokens`, heading: /./ },
  { name: "a new token", path: `/${TEAM}/settings/tokens/new`, heading: /./ },
  { name: "the rules for calling home", path: `/${TEAM}/settings/github/policies`, heading: "Calling home" },
  { name: "a new rule for calling home", path: `/${TEAM}/settings/github/policies/new`, heading: /./ },
  { name: "protected aliases", path: `/${TEAM}/settings/aliases`, heading: "Protected aliases" },
  { name: "the audit log", path: `/${TEAM}/settings/audit?outcome=done`, heading: "Audit log" },
  { name: "the account", path: "/account", heading: /./ },
  { name: "a new team", path: "/teams/new", heading: /./ },
];
