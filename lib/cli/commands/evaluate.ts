import { readFile } from "node:fs/promises";
import * as z from "zod";
import { newEvaluation } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { runUrlOf } from "../actions-run";
import { countOf } from "../amounts";
import { ask } from "../ask";
import { type Answer, fail } from "../failure";
import { parseOwnReference } from "../references";
import { type Session, tell } from "../session";
import { shown } from "../terminal";

export type EvaluateOptions = { name: string; metric: string[]; check: string[]; runUrl?: string };

/** Records an evaluation of a version, and says where the run that measured it can be looked at. */
export async function evaluateCommand(
  session: Session,
  text: string | undefined,
  options: EvaluateOptions,
): Promise<Answer<null>> {
  const reference = parseOwnReference(text, session.run);
  if (!reference.ok) {
    return reference;
  }
  const evaluation = await readEvaluation(options, options.runUrl ?? runUrlOf(session.env));
  if (!evaluation.ok) {
    return evaluation;
  }
  const team = await session.team(reference.value.team);
  if (!team.ok) {
    return team;
  }

  const { model, version } = reference.value;
  const path = { team: team.value, model, version };
  const recorded = await ask(
    session.api.POST("/teams/{team}/models/{model}/versions/{version}/evaluations", {
      params: { path },
      body: evaluation.value,
    }),
  );
  if (!recorded.ok) {
    return recorded;
  }
  return tell(session, recorded.value, () => {
    const { name, metrics, checks } = recorded.value;
    const counts = `${countOf(Object.keys(metrics).length, "metric")}, ${countOf(Object.keys(checks).length, "check")}`;
    const subject = session.terminal.paint(shown(`${model}:${version}`), "strong");
    session.terminal.out(`Recorded ${shown(name)} of ${subject}  ${counts}`);
  });
}

async function readEvaluation({ name, metric, check }: EvaluateOptions, runUrl: string | null) {
  const metrics: Record<string, unknown> = {};
  for (const text of metric) {
    const read = text.startsWith("@") ? await readMetricsFile(text.slice(1)) : readMetric(text);
    if (!read.ok) {
      return read;
    }
    Object.assign(metrics, read.value);
  }
  const checks: Record<string, boolean> = {};
  for (const text of check) {
    const match = /^(.+)=(true|false)$/s.exec(text);
    if (!match?.[1]) {
      return fail("usage", `--check: ${shown(text)} is no check. Write KEY=true or KEY=false.`);
    }
    checks[match[1]] = match[2] === "true";
  }
  const checked = newEvaluation.safeParse({ name, metrics, checks, runUrl });
  return checked.success
    ? ok(checked.data)
    : fail("usage", `The evaluation is not right: ${shown(checked.error.issues[0]?.message ?? "")}`);
}

function readMetric(text: string): Answer<Record<string, number>> {
  const at = text.lastIndexOf("=");
  const value = text.slice(at + 1).trim();
  return at < 1 || value === "" || !Number.isFinite(Number(value))
    ? fail("usage", `--metric: ${shown(text)} is no metric. Write KEY=NUMBER, or @FILE.json for several.`)
    : ok({ [text.slice(0, at)]: Number(value) });
}

async function readMetricsFile(path: string): Promise<Answer<Record<string, number>>> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) {
    return fail("usage", `--metric: the file ${shown(path)} cannot be read.`);
  }
  try {
    return ok(z.record(z.string(), z.number()).parse(JSON.parse(text)));
  } catch {
    return fail("usage", `--metric: ${shown(path)} holds no JSON object of numbers.`);
  }
}
