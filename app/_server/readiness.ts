/** Why a part is not ready. A fixed set: exception text may hold a host, a path or a credential. */
export type Reason = "unreachable" | "timed_out" | "not_migrated" | "not_checked" | "not_sweeping";

export type Part = { status: "ok" } | { status: "failed"; reason: Reason };
export type WorkerPart = (Part & { lastSweepAgeSeconds: number | null }) | { status: "off" };

export type Readiness = {
  status: "ready" | "not_ready";
  parts: { database: Part; migrations: Part; storage: Part; worker: WorkerPart };
};

/** What this process's worker tells of itself. */
export type WorkerStatus = { lastSweepAt(): Date | null };

/** What is asked. Each may throw or take for ever: both are an answer. */
export type ReadinessProbes = {
  /** Also fails while the process has not come up, which needs the database. */
  database(): Promise<{ isMigrated: boolean }>;
  /** False where it could not be asked, because the process has not come up. */
  storage(): Promise<boolean>;
  /** Null where this process has no worker. */
  worker(): WorkerStatus | null;
  now(): Date;
};

type Answer<T> = { isIn: true; value: T } | { isIn: false; reason: "unreachable" | "timed_out" };

const LIMIT_MS = 2_000;
/** Probes of one moment share an answer, so that many of them cost the database no more than one. */
const HELD_MS = 1_000;
/** Far above the worker's own interval: a machine that is short of breath is not restarted for it. */
const SWEEP_AGE_MAX_S = 60;

const OK: Part = { status: "ok" };

/** Makes the question whether this process can do its work. It answers in time whatever the parts do. */
export function createReadiness(probes: ReadinessProbes, limitMs = LIMIT_MS): () => Promise<Readiness> {
  const database = inTime(() => probes.database(), limitMs);
  const storage = inTime(() => probes.storage(), limitMs);

  return held(async () => {
    const [databaseAnswer, storageAnswer] = await Promise.all([database(), storage()]);
    const parts = {
      database: partOf(databaseAnswer),
      migrations: migrationsOf(databaseAnswer),
      storage: storageOf(storageAnswer),
      worker: workerPart(probes.worker(), probes.now()),
    };
    const hasFailed = Object.values(parts).some(({ status }) => status === "failed");
    return { status: hasFailed ? "not_ready" : "ready", parts };
  });
}

/** One that has not answered is waited for again and not asked anew: probes must not pile up behind a dead database. */
function inTime<T>(ask: () => Promise<T>, limitMs: number): () => Promise<Answer<T>> {
  let pending: Promise<Answer<T>> | null = null;

  return async () => {
    pending ??= ask().then(
      (value) => ({ isIn: true, value }) as const,
      () => ({ isIn: false, reason: "unreachable" }) as const,
    );
    const asked = pending;
    const forget = () => {
      pending = pending === asked ? null : pending;
    };
    asked.then(forget);

    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<Answer<T>>((resolve) => {
      timer = setTimeout(() => resolve({ isIn: false, reason: "timed_out" }), limitMs);
    });
    const answer = await Promise.race([asked, limit]);
    clearTimeout(timer);
    return answer;
  };
}

function held<T>(ask: () => Promise<T>): () => Promise<T> {
  let latest: { answer: Promise<T>; until: number } | null = null;

  return () => {
    if (latest && performance.now() < latest.until) {
      return latest.answer;
    }
    const asked = { answer: ask(), until: Number.POSITIVE_INFINITY };
    latest = asked;
    return asked.answer.finally(() => {
      asked.until = performance.now() + HELD_MS;
    });
  };
}

function partOf(answer: Answer<unknown>): Part {
  return answer.isIn ? OK : { status: "failed", reason: answer.reason };
}

function migrationsOf(answer: Answer<{ isMigrated: boolean }>): Part {
  if (!answer.isIn) {
    return { status: "failed", reason: "not_checked" };
  }
  return answer.value.isMigrated ? OK : { status: "failed", reason: "not_migrated" };
}

function storageOf(answer: Answer<boolean>): Part {
  return answer.isIn && !answer.value ? { status: "failed", reason: "not_checked" } : partOf(answer);
}

function workerPart(worker: WorkerStatus | null, now: Date): WorkerPart {
  if (!worker) {
    return { status: "off" };
  }
  const lastSweepAt = worker.lastSweepAt();
  const age = lastSweepAt && Math.max(0, Math.round((now.getTime() - lastSweepAt.getTime()) / 1_000));
  return age !== null && age > SWEEP_AGE_MAX_S
    ? { status: "failed", reason: "not_sweeping", lastSweepAgeSeconds: age }
    : { status: "ok", lastSweepAgeSeconds: age };
}
