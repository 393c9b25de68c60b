import { and, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { MlflowModelView, MlflowVersionView } from "@/lib/core/mlflow";
import { parseModelFilter, parseVersionFilter } from "@/lib/core/mlflow-search/filter";
import {
  type ModelOrderKey,
  type Ordering,
  parseModelOrder,
  parseVersionOrder,
  type VersionOrderKey,
} from "@/lib/core/mlflow-search/order-by";
import { decodePageToken, encodePageToken, type PageKey } from "@/lib/core/mlflow-search/page-token";
import type { TagView } from "@/lib/core/registry";
import { ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { models, versions } from "@/lib/db/schema";
import { visibleModels, visibleVersions } from "@/lib/db/visibility";
import { modelConditions, versionConditions } from "./conditions";
import { isAfter, keyOf, type OrderColumns, orderBy } from "./keyset";
import { mlflowModelViews, mlflowVersionViews, selectMlflowModels } from "./views";

/** A search in MLflow's words. */
export type MlflowSearch = { filter: string; orderBy: readonly string[]; limit: number; pageToken: string | undefined };

export type MlflowPage<T> = { items: T[]; nextPageToken: string | null };

/** Rows whose views are made at once. */
const VIEWS_PER_STEP = 100;
/**
 * A page ends early when its texts grow past this: one version may hold 500,000 characters of tags, and a client asks for
 * 10,000 versions at once. Its token leads on, as MLflow's would.
 */
const CHARACTERS_PER_PAGE = 16_000_000;
const VERSIONS_PER_PAGE_MAX = 10_000;

const MODEL_COLUMNS = {
  name: models.name,
  last_updated_timestamp: models.updatedAt,
} as const satisfies OrderColumns<ModelOrderKey>;
const VERSION_COLUMNS = {
  name: models.name,
  version_number: versions.number,
  creation_timestamp: versions.linkedAt,
  last_updated_timestamp: versions.updatedAt,
} as const satisfies OrderColumns<VersionOrderKey>;

/** The models that an MLflow client searches for; prompts, which it keeps among them, only when it asks for them. */
export async function searchMlflowModels(
  db: Database,
  scope: TeamScope,
  search: MlflowSearch,
): Promise<Result<MlflowPage<MlflowModelView>>> {
  const clauses = parseModelFilter(search.filter);
  if (!clauses.ok) {
    return clauses;
  }
  const place = readPlace(parseModelOrder(search.orderBy), search.pageToken);
  if (!place.ok) {
    return place;
  }

  const { order, key } = place.value;
  const found = await selectMlflowModels(db)
    .where(
      and(
        eq(models.teamId, scope.teamId),
        visibleModels(scope, models.id),
        ...modelConditions(db, scope, clauses.value),
        key ? isAfter(order, MODEL_COLUMNS, key) : undefined,
      ),
    )
    .orderBy(...orderBy(order, MODEL_COLUMNS))
    .limit(search.limit + 1);
  return pageOf(found, search.limit, {
    viewsOf: (step) => mlflowModelViews(db, scope, step),
    tokenOf: ({ name, updatedAt }) => encodePageToken(order, keyOf(order, { name, last_updated_timestamp: updatedAt })),
  });
}

/** The versions that an MLflow client searches for, over all models. */
export async function searchMlflowVersions(
  db: Database,
  scope: TeamScope,
  search: MlflowSearch,
): Promise<Result<MlflowPage<MlflowVersionView>>> {
  const clauses = parseVersionFilter(search.filter);
  if (!clauses.ok) {
    return clauses;
  }
  const place = readPlace(parseVersionOrder(search.orderBy), search.pageToken);
  if (!place.ok) {
    return place;
  }

  const { order, key } = place.value;
  const limit = Math.min(search.limit, VERSIONS_PER_PAGE_MAX);
  const found = await db
    .select({ id: versions.id, ...VERSION_COLUMNS })
    .from(versions)
    .innerJoin(models, eq(models.id, versions.modelId))
    .where(
      and(
        eq(versions.teamId, scope.teamId),
        visibleVersions(scope, { modelId: versions.modelId, versionId: versions.id }),
        ...versionConditions(db, scope, clauses.value),
        key ? isAfter(order, VERSION_COLUMNS, key) : undefined,
      ),
    )
    .orderBy(...orderBy(order, VERSION_COLUMNS))
    .limit(limit + 1);
  return pageOf(found, limit, {
    viewsOf: (step) => mlflowVersionViews(db, scope, step),
    tokenOf: (row) => encodePageToken(order, keyOf(order, row)),
  });
}

type Place<K extends ModelOrderKey | VersionOrderKey> = { order: Ordering<K>[]; key: PageKey | null };

function readPlace<K extends ModelOrderKey | VersionOrderKey>(
  order: Result<Ordering<K>[]>,
  token: string | undefined,
): Result<Place<K>> {
  if (!order.ok) {
    return order;
  }
  const key = decodePageToken(token, order.value);
  return key.ok ? ok({ order: order.value, key: key.value }) : key;
}

type PageMaker<Row, View> = {
  viewsOf: (step: readonly Row[]) => Promise<View[]>;
  tokenOf: (last: Row) => string;
};

/** Makes views step by step until the page is full: of rows, one more of which was found if there are more, or of text. */
async function pageOf<Row, View extends { description: string; tags: readonly TagView[] }>(
  found: readonly Row[],
  limit: number,
  { viewsOf, tokenOf }: PageMaker<Row, View>,
): Promise<Result<MlflowPage<View>>> {
  const items: View[] = [];
  let characters = 0;
  let shown = 0;
  while (shown < Math.min(found.length, limit) && characters < CHARACTERS_PER_PAGE) {
    const step = found.slice(shown, Math.min(shown + VIEWS_PER_STEP, limit));
    const views = await viewsOf(step);
    items.push(...views);
    characters += views.reduce((sum, view) => sum + charactersOf(view), 0);
    shown += step.length;
  }
  const last = found[shown - 1];
  return ok({ items, nextPageToken: shown < found.length && last !== undefined ? tokenOf(last) : null });
}

function charactersOf({ description, tags }: { description: string; tags: readonly TagView[] }): number {
  return tags.reduce((sum, { key, value }) => sum + key.length + value.length, description.length);
}
