import { and, eq, ne, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { MlflowModelView, MlflowVersionView } from "@/lib/core/mlflow";
import { namedSource, problemOfSource } from "@/lib/core/mlflow-names";
import { modelName } from "@/lib/core/names";
import type { ArtifactSource, TagView } from "@/lib/core/registry";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { models } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { enterModel, modelCreation } from "../models/enter-model";
import { findModel } from "../models/find-model";
import { transactOnModel } from "../models/locked-model";
import { enterVersion } from "../versions/enter-version";
import { findVersion, type VersionRow } from "../versions/version-row";
import { mlflowModelViews, mlflowVersionViews, selectMlflowModels } from "./views";

/**
 * What only MLflow's clients do. Each answers with what it wrote, read before the commit: the client repeats a call whose
 * answer failed, and would register the version twice.
 */

type Made = { name: string; description: string; tags: readonly TagView[] };

/** Creates a model whose versions count from 1, as MLflow's do, with its tags. */
export async function registerModel(
  db: Database,
  scope: TeamScope,
  { name, description, tags }: Made,
): Promise<Result<MlflowModelView>> {
  const id = newId("model");
  return transact(db, scope, modelCreation(id, name), async (tx) => {
    const fault = faultOfName(name);
    if (fault) {
      return refuse({ code: "invalid", message: fault });
    }
    const entered = await enterModel(tx, scope, { id, name, description, card: "", firstNumber: 1, tags });
    return entered.ok ? readModel(tx, scope, id) : entered;
  });
}

/** Gives a model another name. Its versions, aliases and history stay, and so do the automations of it. */
export async function renameModel(
  db: Database,
  scope: TeamScope,
  { model: name, newName }: { model: string; newName: string },
): Promise<Result<MlflowModelView>> {
  const write = { permission: "model.write", action: "model.renamed", model: name, details: { to: newName } } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const fault = faultOfName(newName);
    if (fault) {
      return refuse({ code: "invalid", message: fault });
    }
    const [taken] = await tx
      .select({ id: models.id })
      .from(models)
      .where(and(eq(models.teamId, scope.teamId), eq(models.name, newName), ne(models.id, model.id)));
    if (taken) {
      return refuse({ code: "conflict", field: "name", message: `A model named ${newName} already exists.` });
    }
    await tx.update(models).set({ name: newName, updatedAt: sql`now()` }).where(eq(models.id, model.id));
    return readModel(tx, scope, model.id);
  });
}

export type Registered = {
  source: string;
  description: string;
  runId: string;
  runLink: string;
  loggedModelId: string;
  tags: readonly TagView[];
};

/** Links a version whose bytes are where `source` says; it is kept as it came, and nobody here ever fetches it. */
export async function registerVersion(
  db: Database,
  scope: TeamScope,
  { model: name, ...input }: Registered & { model: string },
): Promise<Result<MlflowVersionView>> {
  const write = { permission: "version.link", action: "version.linked", model: name } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const fault = problemOfSource(input.source, input.runId !== "" || input.loggedModelId !== "");
    if (fault !== null) {
      return refuse({ code: "invalid", message: fault });
    }
    const entered = await enterVersion(tx, scope, model, {
      source: { uri: input.source, metadata: {}, from: originOf(input) },
      aliases: [],
      tags: input.tags,
      description: input.description,
      told: {
        runLink: input.runLink || null,
        loggedModelId: input.loggedModelId || null,
        downloadUri: await findCopied(tx, scope, input.source),
      },
    });
    return entered.ok ? readVersion(tx, scope, entered.value.version) : entered;
  });
}

/** Where the version has its bytes that a source such as `models:/churn/3` names; null where that is for the client to find. */
async function findCopied(tx: Transaction, scope: TeamScope, source: string): Promise<string | null> {
  const named = namedSource(source);
  const model = named && (await findModel(tx, scope, named.model));
  const version = model && (await findVersion(tx, scope, model.id, named.version));
  const [view] = version ? await mlflowVersionViews(tx, scope, [version]) : [];
  return view?.downloadUri ?? null;
}

/** What the site and the API show of where a version came from; a link there is one that a browser may follow. */
function originOf({ runId, runLink }: Registered): ArtifactSource {
  return { ...(runId ? { runId } : {}), ...(/^https?:\/\/\S+$/i.test(runLink) ? { url: runLink } : {}) };
}

/** Names that MLflow would take and we do not: no page could show them, or tell them from others. */
function faultOfName(name: string): string | null {
  const parsed = modelName.safeParse(name);
  return parsed.success ? null : `Invalid name: '${name.slice(0, 200)}'. ${parsed.error.issues[0]?.message}`;
}

async function readModel(tx: Transaction, scope: TeamScope, id: Id<"model">): Promise<Result<MlflowModelView>> {
  const found = await selectMlflowModels(tx).where(eq(models.id, id));
  const [view] = await mlflowModelViews(tx, scope, found);
  return view ? ok(view) : notFound("model");
}

async function readVersion(tx: Transaction, scope: TeamScope, row: VersionRow): Promise<Result<MlflowVersionView>> {
  const [view] = await mlflowVersionViews(tx, scope, [row]);
  return view ? ok(view) : notFound("version");
}
