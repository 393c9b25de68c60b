import examples from "@octokit/webhooks-examples";
import { expect, test } from "vitest";
import { validateRequest, validateResponse, validateWebhook } from "./github-schema";

/** How many of GitHub's examples of a hook are older than its description, and lack what that has required since. */
const OUTDATED = { ping: 0, workflow_run: 1, workflow_job: 1, check_run: 2, deployment_status: 1, repository: 0 };

test.each(Object.entries(OUTDATED))(
  "GitHub's own examples of %s are found right, but for %d old ones",
  (name, count) => {
    const own = examples.find((each) => each.name === name)?.examples ?? [];
    const wrong = own.filter((payload) => validateWebhook(name, payload).length > 0);

    expect(own.length).toBeGreaterThan(count * 3);
    expect(wrong).toHaveLength(count);
  },
);

test.each([
  ["POST", "/repos/a/b/dispatches", { event_type: "x", client_payload: { a: 1 } }],
  ["POST", "/api/v3/repos/a/b/actions/workflows/ci.yml/dispatches", { ref: "main", return_run_details: true }],
  ["GET", "/repos/a/b/contents/.github/workflows/ci.yml?ref=main", undefined],
  ["POST", "/app/installations/1/access_tokens", { repository_ids: [1], permissions: { contents: "write" } }],
])("a right request passes: %s %s", (method, path, body) => {
  expect(validateRequest(method, path, body)).toEqual([]);
});

test.each([
  ["an operation that GitHub has not", "POST", "/repos/a/b/dispatch", {}],
  ["a missing field", "POST", "/repos/a/b/dispatches", { client_payload: {} }],
  ["a missing body", "POST", "/repos/a/b/dispatches", undefined],
  ["a field too many", "POST", "/repos/a/b/dispatches", { event_type: "x", payload: {} }],
  ["a type of 101 characters", "POST", "/repos/a/b/dispatches", { event_type: "x".repeat(101) }],
  ["a parameter that is unknown", "GET", "/repos/a/b/actions/runs?since=1", undefined],
  ["a word that is none of those", "POST", "/repos/a/b/deployments/1/statuses", { state: "green" }],
])("%s is found wrong in a request", (_what, method, path, body) => {
  expect(validateRequest(method, path, body)).not.toEqual([]);
});

test("an answer of another shape or status is found wrong", () => {
  expect(validateResponse("GET", "/app", 200, { id: "1" })).not.toEqual([]);
  expect(validateResponse("POST", "/repos/a/b/dispatches", 201, {})).not.toEqual([]);
  expect(validateResponse("POST", "/repos/a/b/dispatches", 204, "")).toEqual([]);
});

test("a hook that GitHub has not, or of another shape, is found wrong", () => {
  expect(validateWebhook("workflow_run", { action: "begun" })).not.toEqual([]);
  expect(validateWebhook("workflow_run", { action: "completed" })).not.toEqual([]);
});
