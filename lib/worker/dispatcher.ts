import { isFault } from "@/lib/core/breaker";
import type { Destination } from "@/lib/core/delivery";
import { takeProbes } from "@/lib/deliveries/breakers";
import { type Claim, claimDue, renewLeases } from "@/lib/deliveries/claim";
import { listDue } from "@/lib/deliveries/due";
import { readLimits } from "@/lib/deliveries/limits";
import { type RunPorts, runDelivery } from "@/lib/deliveries/run";
import { createSettler } from "@/lib/deliveries/settle";
import { changeInFlight, recordAttempt, recordFirstAttempt } from "@/lib/platform/metrics";
import { inSpanOf } from "@/lib/platform/telemetry";
import { Lanes, type Verdict } from "./lanes";
import type { WorkerOptions } from "./options";

const PROBES_MAX = 50;
/** A request younger than this is not worth a renewal: most are over within a moment. */
const RENEWED_AFTER_MS = 8_000;
/** An attempt that could not even be stored tells nothing about its receiver, yet it is no time to send more. */
const UNSTORED: Verdict = { isFault: true, durationMs: 0 };

type UnderWay = { claim: Claim; since: number; cutOff: AbortController };

/**
 * Claims what is due and sends it, as far as the lanes have room. All three modes of working stand on it: the loop of a
 * process wakes it and sweeps, a turn sweeps until there is nothing left.
 */
export class Dispatcher {
  private readonly lanes = new Lanes();
  private readonly underWay = new Map<string, UnderWay>();
  private readonly ports: RunPorts;
  private isPumping = false;
  private isAskedAgain = false;
  private isStopping = false;
  /** Told whenever a claim or an attempt has ended. */
  private waiters: (() => void)[] = [];
  /** How many it has claimed so far: who waits for it sees by this whether a look had any success. */
  claimed = 0;

  constructor(private readonly options: WorkerOptions) {
    const { db, executors, clock, log, random = Math.random } = options;
    const settler = createSettler(db, (deliveryId) =>
      log.warn({ deliveryId }, "A late answer was dropped: its lease had passed on."),
    );
    this.ports = { executors, clock, random, settler };
  }

  /** Looks at these destinations now; null: at all for which something is due. */
  wake(destinations: readonly Destination[] | null): void {
    if (destinations === null) {
      void this.sweep().catch((error: unknown) => this.tell(error));
      return;
    }
    this.lanes.wake(destinations);
    this.pump();
  }

  /** Finds everything that is due, whoever was or was not woken for it. Answers whether there was anything. */
  async sweep(): Promise<boolean> {
    const { db } = this.options;
    const [due, probes] = [await listDue(db), await takeProbes(db, PROBES_MAX)];
    this.lanes.wake(due);
    this.lanes.wake(probes, { isProbe: true });
    this.pump();
    return due.length + probes.length > 0;
  }

  /** Keeps what takes long. What was lost meanwhile, as while this process was frozen, is cut off: it is another's now. */
  async renew(): Promise<void> {
    const now = performance.now();
    const old = [...this.underWay.values()].filter(({ since }) => now - since > RENEWED_AFTER_MS);
    if (old.length === 0) {
      return;
    }
    const kept = await renewLeases(
      this.options.db,
      old.map(({ claim }) => claim),
    );
    for (const { claim, cutOff } of old) {
      if (!kept.has(claim.leaseToken)) {
        cutOff.abort();
      }
    }
  }

  /** True while something is being claimed or under way. */
  isBusy(): boolean {
    return this.isPumping || this.underWay.size > 0;
  }

  /** Waits until nothing is being claimed and nothing is under way, or until the signal. */
  async idle(signal: AbortSignal): Promise<void> {
    const tell = () => this.tellWaiters();
    signal.addEventListener("abort", tell, { once: true });
    while (!signal.aborted && this.isBusy()) {
      await this.nextEnd();
    }
    signal.removeEventListener("abort", tell); // A turn asks again after each sweep, thousands of times.
  }

  /** Claims nothing more, waits for what is under way up to `waitMs`, then cuts it off: it is given back and sent again later. */
  async stop(waitMs: number): Promise<void> {
    this.isStopping = true;
    const timer = setTimeout(() => this.cutOffAll(), waitMs);
    while (this.isBusy()) {
      await this.nextEnd();
    }
    clearTimeout(timer);
  }

  private cutOffAll(): void {
    for (const { cutOff } of this.underWay.values()) {
      cutOff.abort();
    }
  }

  private nextEnd(): Promise<void> {
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  private tellWaiters(): void {
    const told = this.waiters;
    this.waiters = [];
    for (const resolve of told) {
      resolve();
    }
  }

  /** One claim at a time: while it runs, ends gather, and the next one takes as much as there is room by then. */
  private pump(): void {
    if (this.isPumping) {
      this.isAskedAgain = true;
      return;
    }
    this.isPumping = true;
    this.claimWhileHungry()
      .catch((error: unknown) => {
        this.isAskedAgain = false; // A database that is away is asked again by the sweep, not at once.
        this.tell(error);
      })
      .finally(() => {
        this.isPumping = false;
        this.tellWaiters();
        if (this.isAskedAgain) {
          this.pump();
        }
      });
  }

  private async claimWhileHungry(): Promise<void> {
    await soon(); // Those that are woken by the same notification are claimed together.
    for (;;) {
      this.isAskedAgain = false;
      await this.learnLimits();
      const wishes = this.isStopping ? [] : this.lanes.wishes();
      if (wishes.length === 0) {
        return;
      }
      const claims = await claimDue(this.options.db, wishes);
      this.lanes.taken(wishes, claims);
      this.claimed += claims.length;
      for (const claim of claims) {
        void this.send(claim);
      }
    }
  }

  private async learnLimits(): Promise<void> {
    const now = performance.now();
    const unknown = this.lanes.withoutLimits(now);
    if (unknown.length > 0) {
      this.lanes.learnLimits(unknown, await readLimits(this.options.db, unknown), now);
    }
  }

  private async send(claim: Claim): Promise<void> {
    const { deliveryId, leaseToken } = claim;
    const cutOff = new AbortController();
    this.underWay.set(leaseToken, { claim, since: performance.now(), cutOff });
    changeInFlight(1);
    const verdict = await this.attempt(claim, cutOff.signal).catch((error: unknown) => {
      // Not stored: the lease runs out and the sweep gives the delivery back.
      this.options.log.error({ deliveryId, err: error }, "An attempt could not be stored.");
      return UNSTORED;
    });
    this.underWay.delete(leaseToken);
    changeInFlight(-1);
    this.lanes.ended(claim, verdict);
    this.tellWaiters();
    this.pump();
  }

  /** Within the trace of the change that caused it, however long ago that was. */
  private attempt(claim: Claim, signal: AbortSignal): Promise<Verdict> {
    const { deliveryId, eventId, attemptCount, traceparent } = claim;
    const attributes = {
      "modelwire.delivery.id": deliveryId,
      "modelwire.event.id": eventId,
      "modelwire.attempt.number": attemptCount + 1,
    };
    return inSpanOf(traceparent, "attempt", attributes, async (annotate) => {
      const { outcome, startedAt, durationMs } = await runDelivery(this.ports, claim, signal);
      const { code, status } = outcome;
      annotate({ "modelwire.outcome.code": code, ...(outcome.kind === "delivered" ? {} : { "error.type": code }) });
      recordAttempt({ code, durationMs });
      if (attemptCount === 0) {
        recordFirstAttempt(startedAt.getTime() - claim.createdAt.getTime());
      }
      // What went well is counted, and kept in its row; a line for each of thousands a second would cost more than it tells.
      const level = outcome.kind === "delivered" ? "debug" : "info";
      this.options.log[level]({ deliveryId, eventId, code, status, durationMs }, "Attempt made.");
      return { isFault: isFault(outcome), durationMs };
    });
  }

  private tell(error: unknown): void {
    this.options.log.error({ err: error }, "Deliveries could not be claimed; the next sweep tries again.");
  }
}

function soon(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
