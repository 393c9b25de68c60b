import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Id } from "@/lib/core/ids";
import { CALLER_EVENTS, decideExchange } from "@/lib/core/oidc-policy";
import { CALL_HOME_PURPOSES } from "@/lib/core/purpose";
import { facts, NOW, workflow } from "./exchange-facts";

const word = fc.constantFrom("refs/heads/main", "refs/heads/x", "refs/tags/v1", "production", "*", "refs/*");
const listOrNull = fc.option(fc.array(word, { minLength: 1, maxLength: 3 }));
const modelsOrNull = fc.option(
  fc.array(fc.constantFrom<Id<"model">>("mdl_a", "mdl_b"), { minLength: 1, maxLength: 2 }),
);
const somePurposes = fc.subarray([...CALL_HOME_PURPOSES], { minLength: 1 });
const narrowRule = fc.record({
  kind: fc.constant("narrow" as const),
  models: modelsOrNull,
  repositories: fc.option(
    fc.array(fc.record({ id: fc.constantFrom(501, 502), name: fc.constant("n") }), { minLength: 1 }),
  ),
  refs: listOrNull,
  workflows: listOrNull,
  environments: listOrNull,
  purposes: fc.option(somePurposes),
});
const allowRule = fc.record({
  kind: fc.constant("allow" as const),
  models: modelsOrNull,
  repository: fc.record({ id: fc.constantFrom(501, 502), name: fc.constant("n") }),
  events: fc.subarray([...CALLER_EVENTS], { minLength: 1 }),
  purposes: somePurposes,
});
const someFacts = fc
  .record({
    identity: fc.record({
      repositoryId: fc.constantFrom(501, 502),
      ownerId: fc.constantFrom(77, 78),
      runAttempt: fc.constantFrom(1, 2),
      event: fc.constantFrom(...CALLER_EVENTS, "pull_request"),
      ref: fc.constantFrom("refs/heads/main", "refs/heads/x", "refs/tags/v1"),
      environment: fc.constantFrom(null, "production"),
    }),
    wished: fc.subarray([...CALL_HOME_PURPOSES]),
    delivery: fc.record({
      repositoryId: fc.constantFrom(501, 502),
      dispatch: fc.constantFrom({ kind: "repository", eventType: "e" } as const, workflow(null), workflow("x")),
      sentAt: fc.constantFrom(null, NOW, new Date(0)),
      hasVersion: fc.boolean(),
    }),
    repository: fc.constantFrom(null, {}, { isSuspended: true }),
    run: fc.record({ isFreshTold: fc.boolean(), caller: fc.constantFrom(null, { runId: 9_001, attempt: 1 }) }),
  })
  .map((wish) => facts(wish));

describe("for whatever rules there are", () => {
  test("one more narrowing rule never lets in what was not", () => {
    fc.assert(
      fc.property(
        someFacts,
        fc.array(fc.oneof(narrowRule, allowRule), { maxLength: 4 }),
        narrowRule,
        (given, rules, more) => {
          const before = decideExchange({ ...given, rules });
          const after = decideExchange({ ...given, rules: [...rules, more] });
          expect(after.ok && !before.ok).toBe(false);
        },
      ),
    );
  });

  test("narrowing rules alone let nothing in that the default does not", () => {
    fc.assert(
      fc.property(someFacts, fc.array(narrowRule, { maxLength: 4 }), (given, rules) => {
        expect(decideExchange({ ...given, rules }).ok && !decideExchange({ ...given, rules: [] }).ok).toBe(false);
      }),
    );
  });

  test("nobody is let in whose repository no living installation of the team covers, or by another owner", () => {
    fc.assert(
      fc.property(someFacts, fc.array(fc.oneof(narrowRule, allowRule), { maxLength: 4 }), (given, rules) => {
        const decision = decideExchange({ ...given, rules });
        const isCovered = given.repository?.ownerId === given.identity.ownerId && !given.repository.isSuspended;
        expect(decision.ok && !isCovered).toBe(false);
      }),
    );
  });
});
