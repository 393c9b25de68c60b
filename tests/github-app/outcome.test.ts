import examples from "@octokit/webhooks-examples";
import { describe, expect, test } from "vitest";
import {
  failedJobOf,
  isByApp,
  runStateOf,
  toldRunOf,
  workflowJobPayload,
  workflowRunPayload,
} from "@/github-app/outcome";

describe("GitHub's status and conclusion", () => {
  test.each([
    ["requested", null, "queued"],
    ["queued", null, "queued"],
    ["waiting", null, "queued"],
    ["pending", null, "queued"],
    [null, null, "queued"],
    ["in_progress", null, "running"],
    ["completed", "success", "succeeded"],
    ["completed", "neutral", "succeeded"],
    ["completed", "failure", "failed"],
    ["completed", "timed_out", "failed"],
    ["completed", "startup_failure", "failed"],
    ["completed", "cancelled", "cancelled"],
    ["completed", "skipped", "cancelled"],
    ["completed", "stale", "cancelled"],
    ["completed", "action_required", "queued"],
    ["completed", "a_word_of_next_year", "failed"],
    ["completed", null, "failed"],
  ])("%s, %s is %s", (status, conclusion, state) => {
    expect(runStateOf(status, conclusion).state).toBe(state);
  });
});

describe("GitHub's own examples", () => {
  test.each(examplesOf("workflow_run"))("of workflow_run are all read: %#", (example) => {
    expect(workflowRunPayload.safeParse(example).error).toBeUndefined();
  });

  test.each(examplesOf("workflow_job"))("of workflow_job are all read: %#", (example) => {
    expect(workflowJobPayload.safeParse(example).error).toBeUndefined();
  });

  test("of a run by repository_dispatch tell all that is kept", () => {
    const run = workflowRunPayload.parse(
      examplesOf("workflow_run").find((example) => JSON.stringify(example).includes('"conclusion":"success"')),
    ).workflow_run;

    expect(toldRunOf(run)).toEqual({
      state: "succeeded",
      conclusion: "success",
      url: "https://github.com/octo-org/octo-repo/actions/runs/289782451",
      workflow: "test.yml",
      event: "repository_dispatch",
      title: "ci(action): update actions/setup-node digest to 8c91899",
      sha: "3484a3fb816e0859fd6e1cea078d76385ff50625",
      attempt: 1,
      createdAt: new Date("2020-10-05T16:33:24Z"),
      startedAt: new Date("2020-10-05T16:33:49Z"),
      finishedAt: new Date("2020-10-05T16:33:49Z"),
      toldAt: new Date("2020-10-05T16:33:49Z"),
    });
    expect(toldRunOf({ ...run, event: "push" })).toBeNull();
    expect(isByApp(run)).toBe(false);
    expect(isByApp({ ...run, actor: { type: "Bot" }, triggering_actor: { type: "User" } })).toBe(true);
  });

  test("of a failed job name it, and of one that did well none", () => {
    const jobs = examplesOf("workflow_job").map((example) => workflowJobPayload.parse(example).workflow_job);

    expect(jobs.map(failedJobOf).filter((job) => job !== null)).toEqual([
      {
        name: "linters",
        url: "https://github.com/octo-org/octo-repo/runs/1291536064",
        attempt: 1,
        failedAt: new Date("2021-08-05T10:38:16Z"),
        workflow: expect.any(String),
      },
    ]);
  });

  test("with another address than a web page's are refused, for it becomes a link", () => {
    const [example] = examplesOf("workflow_run");
    const forged = JSON.parse(JSON.stringify(example).replaceAll("https://github.com/", "javascript:alert(1)//"));

    expect(workflowRunPayload.safeParse(forged).success).toBe(false);
  });
});

function examplesOf(name: string): object[] {
  return examples.find((event) => event.name === name)?.examples ?? [];
}
