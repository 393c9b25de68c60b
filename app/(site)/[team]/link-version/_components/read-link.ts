import "server-only";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { refusalFor } from "@/app/_server/who-can";
import { listAutomations } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";
import type { AliasView } from "@/lib/core/registry";
import { listArtifactNames } from "@/lib/registry/artifacts/names";
import { listArtifacts, listProjects } from "@/lib/registry/artifacts/queries";
import { getModel, listModelNames } from "@/lib/registry/models/queries";
import { EXTERNAL_PROJECT } from "@/lib/registry/versions/link-source";

type Pool = Parameters<typeof getModel>[0];

const LIST_MAX = 200;
const NUMBERS_MAX = 100;
const ALIASES_MAX = 12;

export type LinkView = {
  /** The model that the version goes to; null while the form itself asks which. */
  model: { name: string; aliases: AliasView[] } | null;
  /** The models that changed last, where the form asks: any other may be typed. */
  modelNames: string[];
  projects: string[];
  asked: { project: string; artifact: string };
  suggested: { names: string[]; numbers: number[] };
  /** Automations that listen to links or to aliases. */
  listeners: AutomationView[];
  protectedNames: ReadonlySet<string>;
  refusals: { link: string | null; guarded: string | null };
};

export type LinkWish = { model: string | null; project: string | undefined; artifact: string | undefined };

/** All that the form of a link offers; null where there is no such model. */
export async function readLink(
  db: Pool,
  scope: TeamScope,
  { model: name, project = "", artifact = "" }: LinkWish,
): Promise<LinkView | null> {
  const [model, modelNames, projects, names, found, automations, protectedNames, link, guarded] = await Promise.all([
    name === null ? null : getModel(db, scope, name),
    name === null ? listModelNames(db, scope, LIST_MAX) : [],
    listProjects(db, scope, { limit: LIST_MAX }),
    project === "" ? [] : listArtifactNames(db, scope, { project, limit: LIST_MAX }),
    artifact === "" ? null : listArtifacts(db, scope, { project, name: artifact, limit: NUMBERS_MAX }),
    listAutomations(db, scope, { ...(name === null ? {} : { model: name }), enabled: true, limit: LIST_MAX }),
    protectedAliasNames(scope),
    refusalFor(scope, "version.link"),
    refusalFor(scope, "alias.protected"),
  ]);
  if (model?.ok === false) {
    return null;
  }

  const numbers = found?.ok ? found.value.items.filter(({ state }) => state === "committed") : [];
  return {
    model: model
      ? {
          name: model.value.name,
          aliases: model.value.aliases.filter((alias) => !alias.isSystem).slice(0, ALIASES_MAX),
        }
      : null,
    modelNames: modelNames.sort(),
    projects: projects.ok
      ? projects.value.items.map((each) => each.name).filter((each) => each !== EXTERNAL_PROJECT)
      : [],
    asked: { project, artifact },
    suggested: { names, numbers: numbers.map(({ number }) => number) },
    listeners: automations.ok ? automations.value.items.filter(({ eventType }) => eventType === "LINK_ARTIFACT") : [],
    protectedNames,
    refusals: { link, guarded },
  };
}
