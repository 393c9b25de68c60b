import type { MlflowModelView, MlflowVersionView } from "@/lib/core/mlflow";
import { ok, type Problem, type Result } from "@/lib/core/result";
import type { Message } from "./endpoint";
import { modelVersion, registeredModel } from "./messages";
import { missingModel, missingVersion, refuseTaken } from "./problem";

/** What the caller named, for the words in which MLflow says that it is not there. */
export type Named = { name: string; version?: string };

/** Answers with a model, or in MLflow's words why not. */
export function toldOfModel(result: Result<MlflowModelView>, named: Named): Result<Message> {
  return result.ok ? ok({ registered_model: registeredModel(result.value) }) : inMlflowWords(result.problem, named);
}

/** Answers with a version, or in MLflow's words why not. */
export function toldOfVersion(result: Result<MlflowVersionView>, named: Named): Result<Message> {
  return result.ok ? ok({ model_version: modelVersion(result.value) }) : inMlflowWords(result.problem, named);
}

/** Answers `{}`, or in MLflow's words why not. */
export function toldDone(result: Result<unknown>, named: Named): Result<Message> {
  return result.ok ? ok({}) : inMlflowWords(result.problem, named);
}

/** The client and its users know MLflow's sentences; a refusal that MLflow does not know keeps ours. */
export function inMlflowWords(problem: Problem, { name, version = "" }: Named): { ok: false; problem: Problem } {
  if (problem.missing === "model") {
    return missingModel(name);
  }
  if (problem.missing === "version") {
    return missingVersion(name, version);
  }
  return problem.code === "conflict" && problem.field === "name" ? refuseTaken(name) : { ok: false, problem };
}

/** MLflow takes it for done when what should go is not there. */
export function unlessMissing(what: string, result: Result<unknown>): Result<unknown> {
  return !result.ok && result.problem.missing === what ? ok(null) : result;
}
