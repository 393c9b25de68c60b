import { describe, expect, test } from "vitest";
import {
  CALLER_EVENTS,
  decideExchange,
  fitsPattern,
  fitsWorkflow,
  newPolicy,
  type RunFacts,
  type StoredPolicyRule,
} from "@/lib/core/oidc-policy";
import type { RunIdentity } from "@/lib/core/run-identity";
import { facts, HOURS, MODEL, NARROW, NOW, type Wish, workflow } from "./exchange-facts";

describe("without any rule", () => {
  test("the run that the delivery started is let in", () => {
    expect(decideExchange(facts())).toEqual({ ok: true, isItsRun: true });
  });

  test.each<{ what: string; wish: Wish; reason: string }>([
    { what: "a repository that no installation covers", wish: { repository: null }, reason: "delivery_unknown" },
    { what: "an owner who is not the repository's", wish: { identity: { ownerId: 78 } }, reason: "delivery_unknown" },
    {
      what: "another repository of the team, such as a fork",
      wish: { identity: { repositoryId: 502 } },
      reason: "delivery_unknown",
    },
    { what: "a suspended installation", wish: { repository: { isSuspended: true } }, reason: "installation_suspended" },
    { what: "a push", wish: { identity: { event: "push" } }, reason: "wrong_event" },
    { what: "the other kind of dispatch", wish: { identity: { event: "workflow_dispatch" } }, reason: "wrong_event" },
    { what: "a delivery that was not sent", wish: { delivery: { sentAt: null } }, reason: "too_old" },
    {
      what: "a delivery of more than a day ago",
      wish: { delivery: { sentAt: new Date(NOW.getTime() - 24 * HOURS - 1) } },
      reason: "too_old",
    },
    { what: "a delivery whose version is gone", wish: { delivery: { hasVersion: false } }, reason: "version_gone" },
    { what: "another branch", wish: { identity: { ref: "refs/heads/feature" } }, reason: "wrong_ref" },
    {
      what: "a tag called like the default branch",
      wish: { identity: { ref: "refs/tags/main" } },
      reason: "wrong_ref",
    },
    {
      what: "a run that another delivery started",
      wish: { run: { told: { isOfDelivery: false, isOfAnother: true, attempt: 1 } } },
      reason: "wrong_run",
    },
    { what: "a run while GitHub has told of another one", wish: { run: { isFreshTold: true } }, reason: "wrong_run" },
    {
      what: "a run while another one has called",
      wish: { run: { caller: { runId: 9_002, attempt: 1 } } },
      reason: "wrong_run",
    },
    {
      what: "an older attempt than the one that GitHub told",
      wish: { run: { told: { isOfDelivery: true, isOfAnother: false, attempt: 2 } } },
      reason: "old_attempt",
    },
    {
      what: "an older attempt than the one that called",
      wish: { run: { caller: { runId: 9_001, attempt: 2 } } },
      reason: "old_attempt",
    },
    { what: "no purpose", wish: { wished: [] }, reason: "purpose" },
  ])("refuses $what as $reason", ({ wish, reason }) => {
    expect(decideExchange(facts(wish))).toEqual({ ok: false, reason, rule: null });
  });

  test.each<{ what: string; run: Partial<RunFacts>; identity?: Partial<RunIdentity> }>([
    {
      what: "the run that GitHub told",
      run: { told: { isOfDelivery: true, isOfAnother: false, attempt: 1 }, isFreshTold: true },
    },
    {
      what: "its rerun",
      identity: { runAttempt: 2 },
      run: { told: { isOfDelivery: true, isOfAnother: false, attempt: 1 } },
    },
    { what: "the run that called before", run: { caller: { runId: 9_001, attempt: 1 } } },
    {
      what: "a run that GitHub told of without its delivery",
      run: { told: { isOfDelivery: false, isOfAnother: false, attempt: 1 } },
    },
  ])("lets $what in", ({ run, identity = {} }) => {
    expect(decideExchange(facts({ run, identity }))).toMatchObject({ ok: true });
  });
});

describe("a workflow dispatch", () => {
  test.each([
    { ref: null, told: "refs/heads/main", expected: true },
    { ref: null, told: "refs/tags/main", expected: false },
    { ref: null, told: "refs/heads/release", expected: false },
    { ref: "release", told: "refs/heads/release", expected: true },
    { ref: "release", told: "refs/tags/release", expected: true },
    { ref: "refs/heads/release", told: "refs/heads/release", expected: true },
    { ref: "release", told: "refs/heads/release-2", expected: false },
    { ref: "release", told: "refs/heads/main", expected: false },
  ])("of ref $ref lets a run of $told in: $expected", ({ ref, told, expected }) => {
    const wish = { identity: { event: "workflow_dispatch", ref: told }, delivery: { dispatch: workflow(ref) } };

    expect(decideExchange(facts(wish)).ok).toBe(expected);
  });

  test("lets only the workflow in that it named", () => {
    const identity = {
      event: "workflow_dispatch",
      workflowRef: "acme/train/.github/workflows/other.yml@refs/heads/main",
    };

    expect(decideExchange(facts({ identity, delivery: { dispatch: workflow(null) } }))).toMatchObject({
      reason: "wrong_workflow",
    });
  });
});

describe("a narrowing rule", () => {
  test.each<{ rule: Partial<StoredPolicyRule>; identity?: Partial<RunIdentity>; reason: string | null }>([
    { rule: { refs: ["refs/heads/main"] }, reason: null },
    { rule: { refs: ["refs/heads/*"] }, reason: null },
    { rule: { refs: ["refs/tags/*", "refs/heads/release"] }, reason: "policy" },
    { rule: { workflows: [".github/workflows/evaluate.yml"] }, reason: null },
    { rule: { workflows: [".github/workflows/evaluate.yml@refs/heads/main"] }, reason: null },
    { rule: { workflows: [".github/workflows/deploy.yml"] }, reason: "policy" },
    { rule: { workflows: ["acme/shared/.github/workflows/gate.yml@refs/tags/v*"] }, reason: null },
    { rule: { workflows: ["acme/train/.github/workflows/evaluate.yml@refs/heads/main"] }, reason: "policy" },
    { rule: { environments: ["production"] }, reason: "policy" },
    { rule: { environments: ["production"] }, identity: { environment: "production" }, reason: null },
    { rule: { environments: ["*"] }, reason: "policy" },
    { rule: { repositories: [{ id: 501, name: "whatever" }] }, reason: null },
    { rule: { repositories: [{ id: 502, name: "acme/train" }] }, reason: "policy" },
    { rule: { purposes: ["download"] }, reason: "purpose" },
    { rule: { purposes: ["download", "evaluate"] }, reason: null },
    { rule: { models: ["mdl_b"], refs: ["refs/heads/none"] }, reason: null },
    { rule: { models: [], refs: ["refs/heads/none"] }, reason: null },
    { rule: { models: ["mdl_a"], refs: ["refs/heads/none"] }, reason: "policy" },
  ])("of $rule answers $reason", ({ rule, identity = {}, reason }) => {
    const rules = [NARROW, { ...NARROW, ...rule } as StoredPolicyRule];
    const decision = decideExchange(facts({ rules, identity }));

    expect(decision).toEqual(reason === null ? { ok: true, isItsRun: true } : { ok: false, reason, rule: 1 });
  });
});

describe("an allowing rule", () => {
  const allow = {
    kind: "allow",
    models: [MODEL],
    repository: { id: 502, name: "acme/deploy" },
    events: ["push"],
    purposes: ["download"],
  } as const;
  const rules: StoredPolicyRule[] = [
    { ...allow, models: [...allow.models], events: [...allow.events], purposes: [...allow.purposes] },
  ];
  const push: Wish = {
    rules,
    wished: ["download"],
    identity: { repositoryId: 502, event: "push", ref: "refs/heads/any" },
  };

  test("lets another repository of the installation in, by its event, for its purposes", () => {
    expect(decideExchange(facts(push))).toEqual({ ok: true, isItsRun: false });
  });

  test.each<{ what: string; wish: Wish; reason: string }>([
    { what: "another event", wish: { identity: { repositoryId: 502, event: "schedule" } }, reason: "delivery_unknown" },
    {
      what: "a third repository",
      wish: { identity: { repositoryId: 503, event: "push" } },
      reason: "delivery_unknown",
    },
    { what: "a repository that no installation covers", wish: { repository: null }, reason: "delivery_unknown" },
    { what: "more purposes", wish: { wished: ["download", "evaluate"] }, reason: "delivery_unknown" },
    { what: "another model", wish: { delivery: { modelId: "mdl_b" } }, reason: "delivery_unknown" },
    { what: "an old delivery", wish: { delivery: { sentAt: new Date(0) } }, reason: "too_old" },
    { what: "a version that is gone", wish: { delivery: { hasVersion: false } }, reason: "version_gone" },
    {
      what: "what a narrowing rule forbids",
      wish: { rules: [...rules, { ...NARROW, refs: ["refs/heads/main"] }] },
      reason: "policy",
    },
  ])("does not let $what in", ({ wish, reason }) => {
    expect(decideExchange(facts({ ...push, ...wish }))).toMatchObject({ ok: false, reason });
  });

  test("never names the events that strangers set off", () => {
    expect(CALLER_EVENTS.filter((event) => /pull_request|issue|comment|fork|watch/.test(event))).toEqual([]);
  });
});

describe("a pattern", () => {
  test.each([
    ["refs/heads/main", "refs/heads/main", true],
    ["refs/heads/main2", "refs/heads/main", false],
    ["refs/heads/release/1", "refs/heads/release/*", true],
    ["refs/heads/release", "refs/heads/release/*", false],
    ["refs/heads/a", "*", true],
    ["REFS/heads/main", "refs/heads/main", false],
  ])("%s by %s: %s", (text, wanted, expected) => {
    expect(fitsPattern(text, wanted)).toBe(expected);
  });

  test("for a workflow of the repository cannot be met by a repository whose name is like a path", () => {
    const identity = {
      workflowRef: "a/b/.github/workflows/x.yml@refs/heads/main",
      jobWorkflowRef: ".github/workflows/evaluate.yml/x",
    };

    expect(fitsWorkflow(identity, ".github/workflows/evaluate.yml*")).toBe(false);
  });
});

describe("a new policy", () => {
  test.each([
    { rule: { kind: "narrow" }, fault: "would narrow nothing" },
    { rule: { kind: "narrow", refs: ["a*b"] }, fault: "a * at the end" },
    { rule: { kind: "narrow", refs: [] }, fault: "" },
    { rule: { kind: "allow", repository: "acme/train", events: ["pull_request"], purposes: ["download"] }, fault: "" },
    { rule: { kind: "allow", repository: "train", events: ["push"], purposes: ["download"] }, fault: "owner/name" },
    { rule: { kind: "allow", repository: "acme/train", events: ["push"], purposes: [] }, fault: "" },
  ])("with $rule is refused", ({ rule, fault }) => {
    const read = newPolicy.safeParse({ name: "p", rule });

    expect(read.success).toBe(false);
    expect(read.error?.message).toContain(fault);
  });
});
