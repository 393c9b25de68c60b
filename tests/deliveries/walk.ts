import { setTimeout as sleep } from "node:timers/promises";
import { eq, inArray, sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Outcome } from "@/lib/core/delivery";
import { outcomeOfFailure } from "@/lib/core/delivery-state";
import { breakers, deliveries, openDeliveries } from "@/lib/db/schema";
import { startBatch } from "@/lib/deliveries/batches/commands";
import { advanceBatches } from "@/lib/deliveries/batches/step";
import { takeProbes } from "@/lib/deliveries/breakers";
import { type Claim, claimDue, renewLeases } from "@/lib/deliveries/claim";
import { redeliver, stopDelivery } from "@/lib/deliveries/commands";
import { listDue } from "@/lib/deliveries/due";
import { releaseLostLeases } from "@/lib/deliveries/release";
import { runDelivery } from "@/lib/deliveries/run";
import { createSettler } from "@/lib/deliveries/settle";
import { systemClock } from "@/lib/platform/clock";
import { updateWebhook } from "@/lib/webhooks/commands";
import { type Engine, type Route, wishFor } from "../support/engine";
import { must } from "../support/must";
import { noGitHub, noLaunch } from "../support/no-github";
import {
  afterAnswer,
  afterBatch,
  afterLoss,
  type Expected,
  expectAsExpected,
  isWaiting,
  redelivered,
  stopped,
} from "./walk-expected";
import { NOW, OUTCOMES, SCHEDULE, type Step } from "./walk-steps";

/** The same steps taken in the database and in memory. */
export class Walk {
  private readonly expected = new Map<string, Expected>();
  /** Every claim that was ever made: late answers of those that lost their lease are part of the walk. */
  private readonly claims: Claim[] = [];
  private readonly paused = [false, false];
  private readonly stale: string[] = [];

  private constructor(
    private readonly engine: Engine,
    private readonly routes: readonly Route[],
  ) {}

  static async begin(engine: Engine): Promise<Walk> {
    const wish = { retrySchedule: SCHEDULE, fanOut: 3 };
    const walk = new Walk(engine, [
      await engine.addRoute(wish),
      await engine.addRoute({ ...wish, whenUnsure: "wait" }),
    ]);
    await walk.take({ kind: "fire", route: 0 });
    await walk.take({ kind: "fire", route: 1 });
    return walk;
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case "fire":
        return this.fire(step.route);
      case "pause":
      case "resume":
        return this.setPaused(step.route, step.kind === "pause");
      case "claim":
        return this.claim(step.route, { room: step.room, isProbe: false });
      case "probe":
        return this.probe();
      case "settle":
        return this.settle(this.claims[step.which % Math.max(1, this.claims.length)], OUTCOMES[step.as], false);
      case "cancel":
        return this.settle(
          this.claims[step.which % Math.max(1, this.claims.length)],
          outcomeOfFailure("cancelled"),
          true,
        );
      case "lose":
      case "keep":
        return this.loseOrKeep(this.claims[step.which % Math.max(1, this.claims.length)], step.kind === "keep");
      case "recover":
      case "stopAll":
        return this.batch(step.route, step.kind === "recover");
      case "time":
        return this.letTimePass();
      default:
        return this.operate([...this.expected.keys()][step.which % this.expected.size] ?? "", step.kind);
    }
  }

  async compare(): Promise<void> {
    await expectAsExpected(this.engine.database.db, await this.idsOf(), this.expected);
  }

  /** From wherever it stands, all that waits goes out by itself once nothing holds it back; the rest by a person. */
  async finish(): Promise<void> {
    for (const at of [0, 1]) {
      await this.setPaused(at, false);
    }
    await this.engine.database.db.update(openDeliveries).set({ leaseExpiresAt: sql`now() - interval '1 second'` });
    await this.release(() => true);
    await this.sendAll();
    for (const id of this.expected.keys()) {
      await this.operate(id, "redeliver");
    }
    await this.sendAll();

    await this.compare();
    expect(new Set([...this.expected.values()].map(({ state }) => state))).toEqual(new Set(["delivered"]));
  }

  private async sendAll(): Promise<void> {
    for (let turn = 0; [...this.expected.values()].some(({ state }) => isWaiting(state)); turn += 1) {
      expect(turn).toBeLessThan(50);
      await this.letTimePass();
      await this.probe();
      for (const at of [0, 1]) {
        await this.claim(at, { room: 100, isProbe: false });
      }
      for (const claim of this.claims.filter(
        ({ deliveryId, leaseToken }) => this.of(deliveryId).lease === leaseToken,
      )) {
        await this.settle(claim, OUTCOMES.delivered, false);
      }
    }
  }

  private async fire(at: number): Promise<void> {
    await this.route(at).fire();
    for (const id of await this.idsOf()) {
      if (!this.expected.has(id)) {
        this.expected.set(id, { route: at, state: "pending", tries: 0, attempts: 0, isDue: true, lease: null });
      }
    }
  }

  private async setPaused(at: number, isPaused: boolean): Promise<void> {
    const { database, scope, savePorts } = this.engine;
    must(await updateWebhook(database.db, scope, this.route(at).webhook.id, { isPaused }, savePorts));
    this.paused[at] = isPaused;
  }

  private async claim(at: number, { room, isProbe }: { room: number; isProbe: boolean }): Promise<void> {
    const { db } = this.engine.database;
    const { webhook } = this.route(at);
    const isOpen = (await db.$count(breakers, sql`destination = ${webhook.id} and open_until is not null`)) > 0;
    const due = this.dueOf(at);
    const isListed = (await listDue(db)).includes(webhook.id);

    const claims = await claimDue(db, [{ ...wishFor(webhook.id), room, isProbe }]);

    const isHeld = this.paused[at] || (isOpen && !isProbe);
    expect(claims).toHaveLength(isHeld ? 0 : Math.min(room, due.length));
    expect(isListed).toBe(due.length > 0 && !this.paused[at] && !isOpen);
    for (const claim of claims) {
      const expected = this.of(claim.deliveryId);
      expect(due).toContain(claim.deliveryId);
      expect(claim).toMatchObject({
        tries: expected.tries,
        attemptCount: expected.attempts,
      });
      this.expected.set(claim.deliveryId, { ...expected, state: "sending", lease: claim.leaseToken });
      this.claims.push(claim);
    }
  }

  private async probe(): Promise<void> {
    const { db } = this.engine.database;
    const taken = await takeProbes(db, 10);
    expect(await takeProbes(db, 10)).toEqual([]); // Whoever asks next has to wait.
    for (const [at, { webhook }] of this.routes.entries()) {
      if (taken.includes(webhook.id)) {
        await this.claim(at, { room: 1, isProbe: true });
      }
    }
  }

  private async settle(claim: Claim | undefined, outcome: Outcome, isCancelled: boolean): Promise<void> {
    if (!claim) {
      return;
    }
    const { db } = this.engine.database;
    const record = { request: null, response: null, timings: null };
    const execution = { outcome, record, startedAt: NOW, durationMs: 1 };
    const executors = { webhook: async () => execution, github: noGitHub, launch: noLaunch };
    const settler = createSettler(db, (id) => this.stale.push(id));
    const before = this.of(claim.deliveryId);
    const staleBefore = this.stale.length;

    await runDelivery(
      { executors, settler, clock: systemClock, random: () => 0 },
      claim,
      isCancelled ? AbortSignal.abort() : new AbortController().signal,
    );

    const isStale = before.lease !== claim.leaseToken;
    expect(this.stale.length - staleBefore).toBe(isStale ? 1 : 0);
    if (isStale) {
      return;
    }
    const { pausesWebhook, ...next } = afterAnswer(before, outcome, isCancelled);
    this.expected.set(claim.deliveryId, next);
    this.paused[before.route] ||= pausesWebhook;
  }

  private async loseOrKeep(claim: Claim | undefined, isKept: boolean): Promise<void> {
    if (!claim) {
      return;
    }
    const { db } = this.engine.database;
    const { deliveryId, leaseToken } = claim;
    await db
      .update(openDeliveries)
      .set({ leaseExpiresAt: sql`now() - interval '1 second'` })
      .where(eq(openDeliveries.leaseToken, leaseToken));
    const isHeld = this.of(deliveryId).lease === leaseToken;
    if (isKept) {
      expect(await renewLeases(db, [claim])).toEqual(new Set(isHeld ? [leaseToken] : []));
    }
    await this.release((id) => !isKept && isHeld && id === deliveryId);
  }

  private async release(isLost: (id: string) => boolean): Promise<void> {
    const lost = [...this.expected].filter(([id, { lease }]) => lease !== null && isLost(id));

    expect(await releaseLostLeases(this.engine.database.db, { isSoleOwner: false })).toBe(lost.length);

    for (const [id, before] of lost) {
      this.expected.set(id, afterLoss(before));
    }
  }

  private async batch(at: number, isRecovery: boolean): Promise<void> {
    const { database, scope } = this.engine;
    await sleep(2);
    const { id } = this.route(at).webhook;
    must(await startBatch(database.db, scope, { kind: isRecovery ? "recover" : "stop", webhook: id }));
    await advanceBatches(database.db, new AbortController().signal);
    for (const [id, expected] of this.expected) {
      if (expected.route === at) {
        this.expected.set(id, afterBatch(expected, isRecovery));
      }
    }
  }

  private async operate(id: string, kind: "redeliver" | "stop"): Promise<void> {
    const { database, scope } = this.engine;
    const before = this.of(id);
    const isAllowed = kind === "redeliver" ? before.state !== "sending" : isWaiting(before.state);

    const result = await (kind === "redeliver" ? redeliver : stopDelivery)(database.db, scope, id);

    expect(result.ok).toBe(isAllowed);
    if (isAllowed) {
      this.expected.set(id, kind === "stop" ? stopped(before) : redelivered(before));
    }
  }

  /** Enough for everything that waits for a time. */
  private async letTimePass(): Promise<void> {
    const { db } = this.engine.database;
    await db
      .update(openDeliveries)
      .set({ dueAt: sql`now()` })
      .where(inArray(openDeliveries.state, ["pending", "retrying"]));
    const past = sql`now() - interval '1 second'`;
    await db.update(breakers).set({ openUntil: past, probeUntil: null }).where(sql`open_until is not null`);
    for (const [id, expected] of this.expected) {
      this.expected.set(id, { ...expected, isDue: expected.isDue || isWaiting(expected.state) });
    }
  }

  private dueOf(at: number): string[] {
    const all = [...this.expected];
    return all.filter(([, { route, state, isDue }]) => route === at && isDue && isWaiting(state)).map(([id]) => id);
  }

  private async idsOf() {
    const ours = this.routes.map(({ webhook }) => webhook.id);
    const { db } = this.engine.database;
    const found = await db.select({ id: deliveries.id }).from(deliveries).where(inArray(deliveries.webhookId, ours));
    return found.map(({ id }) => id);
  }

  private route(at: number): Route {
    const found = this.routes[at];
    if (!found) {
      throw new Error("There are two routes.");
    }
    return found;
  }

  private of(id: string): Expected {
    const found = this.expected.get(id);
    if (!found) {
      throw new Error(`The delivery ${id} was never made.`);
    }
    return found;
  }
}
