import type { Id } from "./ids";
import type { TagView } from "./registry";

/** MLflow's stages, as it writes them. A version is in one of them; only the second and third have an alias. */
export const STAGES = ["None", "Staging", "Production", "Archived"] as const;
export type Stage = (typeof STAGES)[number];

/** The alias that stands for a stage: putting a version into the stage moves the alias to it. */
export const STAGE_ALIASES = { None: null, Staging: "staging", Production: "production", Archived: null } as const;

/** A stage whatever its case; null for what is none. */
export function stageOf(text: string): Stage | null {
  return STAGES.find((stage) => stage.toLowerCase() === text.toLowerCase()) ?? null;
}

/** A version as MLflow's clients are told of it. Times are ISO 8601 in UTC. */
export type MlflowVersionView = {
  id: Id<"version">;
  model: string;
  number: number;
  createdAt: string;
  updatedAt: string;
  by: string;
  stage: Stage;
  description: string;
  source: string;
  /** Where the bytes are: `source`, unless the version is a copy of another one, or its files were uploaded here. */
  downloadUri: string;
  runId: string | null;
  runLink: string | null;
  loggedModelId: string | null;
  tags: TagView[];
  aliases: string[];
};

/** A model as MLflow's clients are told of it, with the newest version of each stage that has one. */
export type MlflowModelView = {
  id: Id<"model">;
  name: string;
  createdAt: string;
  updatedAt: string;
  by: string;
  description: string;
  latestVersions: MlflowVersionView[];
  tags: TagView[];
  aliases: { alias: string; version: number }[];
};
