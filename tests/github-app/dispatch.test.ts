import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClients } from "@/github-app/client";
import { createGitHubExecutor } from "@/github-app/dispatch";
import { ok } from "@/lib/core/result";
import { systemClock } from "@/lib/platform/clock";
import { githubHosts } from "@/lib/platform/github-hosts";
import { createHttpClient } from "@/lib/platform/http";
import { validateRequest } from "../support/github-schema";
import { type GitHubHarness, openGitHub, REPOSITORY_DISPATCH, WORKFLOW_DISPATCH } from "./harness";

const DISPATCHES = /\/dispatches$/;
const TOKENS = /\/access_tokens$/;

describe("a dispatch", () => {
  let github: GitHubHarness;
  beforeAll(async () => {
    github = await openGitHub("embedded");
  });
  afterAll(() => github.close());

  /** What GitHub has been asked since, below its API. */
  function asked(since: number): { method: string; path: string; body: string }[] {
    return github.sandbox.requests
      .slice(since)
      .map(({ method, path, body }) => ({ method, path: path.replace("/api/v3", ""), body }));
  }

  test("of a repository starts what listens, with what was frozen to the letter and no token in its record", async () => {
    const place = await github.addPlace();

    const { outcome, record, run, deliveryId } = await github.perform(place);

    expect(outcome).toEqual({ kind: "delivered", code: "delivered", status: 204 });
    expect(run).toBeUndefined();
    expect(github.runsOf(place)).toEqual([expect.objectContaining({ title: `Deploy [${deliveryId}]` })]);
    expect(record.request).toMatchObject({
      method: "POST",
      url: `${github.sandbox.urls.api}/repos/${place.name}/dispatches`,
      headers: { "x-github-api-version": "2022-11-28" },
      body: `{"event_type":"deploy-model","client_payload":{"modelwire":{"delivery_id":"${deliveryId}"}}}`,
    });
    expect(JSON.stringify(record)).not.toMatch(/authorization|ghs_/i);
    expect(record.timings?.totalMs).toBeGreaterThanOrEqual(0);
  });

  test("of a workflow goes to the default branch with every input as a text, and knows the run", async () => {
    const place = await github.addPlace();

    const { outcome, record, run, deliveryId } = await github.perform(place, {
      dispatch: WORKFLOW_DISPATCH,
      body: { version: "churn:v3", replicas: 2, dry: true, delivery_id: null },
    });

    const [started] = github.runsOf(place);
    expect(outcome).toEqual({ kind: "delivered", code: "delivered", status: 200 });
    expect(run).toEqual({
      repositoryId: place.repositoryId,
      runId: started?.id,
      url: expect.stringContaining(`/${place.name}/actions/runs/${started?.id}`),
    });
    expect(JSON.parse(record.request?.body ?? "")).toEqual({
      ref: "main",
      inputs: { version: "churn:v3", replicas: "2", dry: "true" },
      return_run_details: true,
    });
    expect(deliveryId).toMatch(/^dl_/);
  });

  test("asks for nothing that GitHub's description does not know, with tokens for one repository and one permission", async () => {
    const place = await github.addPlace();
    const since = github.sandbox.requests.length;

    await github.perform(place);
    await github.perform(place, { dispatch: WORKFLOW_DISPATCH });
    github.sandbox.fail({ path: DISPATCHES, takesEffect: true, answer: { status: 502 } });
    await github.perform(place);

    const requests = asked(since);
    expect(requests.flatMap(({ method, path, body }) => validateRequest(method, path, body))).toEqual([]);
    expect(requests.filter(({ path }) => TOKENS.test(path)).map(({ body }) => JSON.parse(body))).toEqual([
      { repository_ids: [place.repositoryId], permissions: { contents: "write" } },
      { repository_ids: [place.repositoryId], permissions: { metadata: "read" } },
      { repository_ids: [place.repositoryId], permissions: { actions: "write" } },
      { repository_ids: [place.repositoryId], permissions: { actions: "read" } },
    ]);
  });

  test.each([REPOSITORY_DISPATCH, WORKFLOW_DISPATCH, { ...WORKFLOW_DISPATCH, ref: "main" }])(
    "finds a repository that was renamed, and not the one that has its old name: $kind",
    async (dispatch) => {
      const place = await github.addPlace();
      await github.sandbox.repositories.rename(place.name, `${place.name.slice(5)}-renamed`);
      const usurper = await github.sandbox.repositories.create(place.name);

      const { outcome, record } = await github.perform(place, { dispatch });

      expect(outcome.kind).toBe("delivered");
      expect(record.request?.url).toContain(`${place.name}-renamed/`);
      expect(github.runsOf(place)).toHaveLength(1);
      expect(github.sandbox.runs.list().some(({ repositoryId }) => repositoryId === usurper.id)).toBe(false);
    },
  );

  test("goes through another installation of the team that covers the repository by now", async () => {
    const place = await github.addPlace();
    const before = place.action();

    const { outcome } = await github.perform({
      ...place,
      action: () => ({ ...before, installationId: "ins_0190a000-0000-7000-8000-000000000000" }),
    });

    expect(outcome.kind).toBe("delivered");
  });

  test.each([
    { what: "was revoked", spoil: (place: Place) => github.sandbox.apps.revokeTokens(place.githubInstallation) },
    {
      what: "has run out",
      spoil: () =>
        github.sandbox.fail({ path: DISPATCHES, answer: { status: 401, body: { message: "Bad credentials" } } }),
    },
  ])("asks once for a new token when the one that it kept $what", async ({ spoil }) => {
    const place = await github.addPlace();
    await github.perform(place);
    spoil(place);
    const since = github.sandbox.requests.length;

    const { outcome, deliveryId } = await github.perform(place);

    expect(outcome.kind).toBe("delivered");
    expect(asked(since).map(({ path }) => path)).toEqual([
      expect.stringMatching(DISPATCHES),
      expect.stringMatching(TOKENS),
      expect.stringMatching(DISPATCHES),
    ]);
    expect(github.runsOf(deliveryId)).toHaveLength(1);
  });

  test("does not ask for tokens forever: one that is refused twice is tried again later", async () => {
    const place = await github.addPlace();
    github.sandbox.fail({ path: DISPATCHES, times: 2, answer: { status: 401, body: { message: "Bad credentials" } } });

    const { outcome } = await github.perform(place);

    expect(outcome).toMatchObject({ kind: "failed", code: "http_status", status: 401, isRetryable: true });
    expect(github.runsOf(place)).toEqual([]);
  });

  describe("tells apart why nothing was started, and does not try again by itself:", () => {
    const permanent = { kind: "failed", isRetryable: false };

    test("the installation was suspended, whatever was heard of that", async () => {
      const place = await github.addPlace();
      await github.perform(place);
      await github.sandbox.apps.suspend(place.githubInstallation, true, "mira");

      expect((await github.perform(place)).outcome).toMatchObject({ ...permanent, code: "installation_suspended" });
      expect(github.runsOf(place)).toHaveLength(1);
    });

    test("the App was uninstalled in the middle", async () => {
      const place = await github.addPlace();
      await github.perform(place);
      await github.sandbox.apps.uninstall(place.githubInstallation, "mira");

      const { outcome, record } = await github.perform(place);

      expect(outcome).toMatchObject({ ...permanent, code: "installation_missing", status: 404 });
      expect(record.response?.body).toContain("Not Found");
      expect(JSON.stringify(record)).not.toMatch(/authorization|bearer|eyJ/i);
    });

    test("the installation is of another team", async () => {
      const place = await github.addPlace();
      const other = await (await github.database.team()).scope("admin");

      const { outcome, record } = await github.executor(
        {
          deliveryId: "dl_0190a000-0000-7000-8000-000000000000",
          teamId: other.teamId,
          action: place.action(),
          body: "{}",
          secretHoles: [],
          attempt: 1,
        },
        new AbortController().signal,
      );

      expect(outcome).toMatchObject({ ...permanent, code: "installation_missing" });
      expect(record.request).toBeNull();
    });

    test("the repository is not covered any more", async () => {
      const place = await github.addPlace();
      const other = await github.addPlace();
      await github.sandbox.apps.select(place.githubInstallation, [other.name], "mira");

      expect((await github.perform(place)).outcome).toMatchObject({ ...permanent, code: "repository_missing" });
    });

    test("there is no such workflow", async () => {
      const place = await github.addPlace();
      const dispatch = { ...WORKFLOW_DISPATCH, workflow: "gone.yml" };

      expect((await github.perform(place, { dispatch })).outcome).toMatchObject({
        ...permanent,
        code: "repository_missing",
        status: 404,
      });
    });

    test("the workflow is disabled, or does not know an input", async () => {
      const place = await github.addPlace();
      const unknown = await github.perform(place, { dispatch: WORKFLOW_DISPATCH, body: { colour: "red" } });
      await github.sandbox.repositories.setWorkflowEnabled(place.name, "deploys.yml", false);
      const disabled = await github.perform(place, { dispatch: WORKFLOW_DISPATCH });

      expect(unknown.outcome).toMatchObject({ ...permanent, code: "dispatch_refused", status: 422 });
      expect(unknown.record.response?.body).toContain("colour");
      expect(disabled.outcome).toMatchObject({ ...permanent, code: "dispatch_refused", status: 422 });
    });

    test("the installation lacks the permission, as a token or as the answer says", async () => {
      const place = await github.addPlace();
      github.sandbox.fail({
        path: DISPATCHES,
        answer: { status: 403, body: { message: "Resource not accessible by integration" } },
      });
      const refused = await github.perform(place);
      await github.sandbox.apps.accept(place.githubInstallation, { contents: "read" }, [], "mira");
      const other = await github.addPlace();
      await github.sandbox.apps.accept(other.githubInstallation, { contents: "read" }, [], "mira");

      expect(refused.outcome).toMatchObject({ ...permanent, code: "permission_missing", status: 403 });
      expect((await github.perform(other)).outcome).toMatchObject({ ...permanent, code: "permission_missing" });
      await github.sandbox.apps.accept(place.githubInstallation, { contents: "write", actions: "write" }, [], "mira");
    });

    test("there is no App", async () => {
      const place = await github.addPlace();
      const http = createHttpClient({ allow: { origins: new Set(), cidrs: [] } });
      const executor = createGitHubExecutor({
        db: github.database.db,
        clients: createClients({
          hosts: githubHosts({
            GITHUB_URL: "https://github.com",
            GITHUB_API_URL: undefined,
            GITHUB_OIDC_ISSUER: undefined,
          }),
          version: "test",
          credentials: async () => ok(null),
        }),
        http,
        clock: systemClock,
      });
      const input = {
        deliveryId: "dl_x",
        teamId: github.scope.teamId,
        body: "{}",
        secretHoles: [],
        attempt: 1,
      } as const;
      const signal = new AbortController().signal;

      const installed = await executor({ ...input, action: place.action() }, signal);
      const untied = await executor({ ...input, action: { ...place.action(), repositoryId: 99 } }, signal);

      expect([installed.outcome.code, untied.outcome.code]).toEqual(["app_missing", "app_missing"]);
    });
  });

  test("is made without asking for the run where an older server refuses that wish", async () => {
    const place = await github.addPlace();
    const message = 'Invalid request.\n\n"return_run_details" is not a permitted key.';
    github.sandbox.fail({ path: DISPATCHES, answer: { status: 422, body: { message } } });

    const { outcome, record } = await github.perform(place, { dispatch: WORKFLOW_DISPATCH });

    expect(outcome).toEqual({ kind: "delivered", code: "delivered", status: 204 });
    expect(record.request?.body).not.toContain("return_run_details");
    expect(github.runsOf(place)).toHaveLength(1);
  });
});

type Place = Awaited<ReturnType<GitHubHarness["addPlace"]>>;
