import type { EventType } from "./event";
import { type TemplateVariable, url, value } from "./template-variable";

export const OF_FAILURES: readonly EventType[] = ["AUTOMATION_FAILED"];

/** What an automation that failed, or the run that it started, may be told by. */
export const FAILURE_VARIABLES: readonly TemplateVariable[] = [
  {
    ...value("failed_automation_name", OF_FAILURES, "Deploy on production", "The automation whose delivery failed."),
    valueOf: ({ event }) => event.failure?.automationName,
  },
  {
    ...value("failed_delivery_id", OF_FAILURES, "dl_01930b72-6b01-7d2e-8f3a-4b5c6d7e8f10", "The delivery that failed."),
    valueOf: ({ event }) => event.failure?.deliveryId,
  },
  {
    ...value(
      "failure_code",
      OF_FAILURES,
      "http_status",
      "Why it failed, as a fixed code; run_failed where the workflow run failed that it had started.",
    ),
    valueOf: ({ event }) => event.failure?.code,
  },
  {
    ...url(
      "run_url",
      OF_FAILURES,
      "https://github.com/acme/serving/actions/runs/7183402211",
      "The workflow run that failed, on GitHub.",
    ),
    valueOf: ({ event }) => event.failure?.run?.url,
  },
  {
    ...value("run_workflow", OF_FAILURES, "deploy.yml", "The workflow of that run, by its file."),
    valueOf: ({ event }) => event.failure?.run?.workflow,
  },
  {
    ...value("run_conclusion", OF_FAILURES, "failure", "GitHub's own word for how that run ended."),
    valueOf: ({ event }) => event.failure?.run?.conclusion,
  },
  {
    ...value("run_attempt", OF_FAILURES, 1, "Which attempt of that run it was; a rerun is another."),
    valueOf: ({ event }) => event.failure?.run?.attempt,
  },
  {
    ...value("run_job", OF_FAILURES, "canary", "The first job of that run that failed."),
    valueOf: ({ event }) => event.failure?.run?.failingJob?.name,
  },
  {
    ...url(
      "run_job_url",
      OF_FAILURES,
      "https://github.com/acme/serving/actions/runs/7183402211/job/19573046120",
      "That job on GitHub.",
    ),
    valueOf: ({ event }) => event.failure?.run?.failingJob?.url,
  },
];
