import type { TeamScope } from "@/lib/core/actor";
import type { GitHubDispatch, StoredGitHubAction } from "@/lib/core/automation";
import type { Outcome } from "@/lib/core/delivery";
import { outcomeOfFailure } from "@/lib/core/delivery-state";
import type { EventType } from "@/lib/core/event";
import type { ToldRun } from "@/lib/core/github-run";
import type { Id } from "@/lib/core/ids";
import type { Execution } from "@/lib/core/ports";
import { automations } from "@/lib/db/schema";
import { claimDue } from "@/lib/deliveries/claim";
import { followRun, type RunNews } from "@/lib/deliveries/follow-run";
import { getDelivery, listDeliveries } from "@/lib/deliveries/queries";
import { settle } from "@/lib/deliveries/settle";
import { listEvents } from "@/lib/events/queries";
import { newId } from "@/lib/platform/id";
import { createModel } from "@/lib/registry/models/commands";
import { linkVersion } from "@/lib/registry/versions/commands";
import { type DatabaseKind, openTestDatabase, type TestDatabase } from "./database";
import { addInstallation } from "./github-team";
import { must } from "./must";

export const REPOSITORY_ID = 186_853_002;
export const INSTALLATION_ID = 4_711;

/** A team whose automations start workflows in one repository, and what GitHub tells of their runs. */
export type GitHubStage = {
  database: TestDatabase;
  scope: TeamScope;
  installationId: Id<"installation">;
  /** GitHub's own number. */
  repositoryId: number;
  addAutomation(wish?: AutomationWish): Promise<Id<"automation">>;
  /** Links a version: raises the event, so that what listens makes its deliveries. Answers the newest. */
  fire(): Promise<Id<"delivery">>;
  /** Takes what is due and stores the answer of each attempt. */
  answer(outcome: Outcome, more?: Partial<Execution>): Promise<void>;
  tell(told: Partial<ToldRun>, more?: Partial<RunNews>): Promise<void>;
  delivery(id: string): ReturnType<typeof view>;
  events(type: EventType): Promise<EventRow[]>;
};

type AutomationWish = {
  eventType?: EventType;
  action?: Partial<StoredGitHubAction>;
};

type EventRow = Awaited<ReturnType<typeof eventsOf>>[number];

export const DELIVERED: Outcome = { kind: "delivered", code: "delivered", status: 204 };
export const UNKNOWN: Outcome = { kind: "unknown", code: "timeout", status: null };
export const REFUSED = outcomeOfFailure("repository_missing");

export async function openGitHubStage(kind: DatabaseKind): Promise<GitHubStage> {
  const database = await openTestDatabase(kind);
  return addGitHubTeam(database);
}

/** Another team in the same database, with an installation and repository of its own. */
export async function addGitHubTeam(
  database: TestDatabase,
  github: { installationId?: number; repositoryId?: number } = {},
): Promise<GitHubStage> {
  const { installationId: githubId = INSTALLATION_ID, repositoryId = REPOSITORY_ID } = github;
  const { db } = database;
  const scope = await (await database.team()).scope("admin");
  const repositories = [{ id: repositoryId, name: "acme/serving" }];
  const installationId = await addInstallation(db, scope, { installationId: githubId, repositories });
  must(await createModel(db, scope, { name: "churn", description: "", card: "" }));

  return {
    database,
    scope,
    installationId,
    repositoryId,
    async addAutomation({ eventType = "LINK_ARTIFACT", action = {} } = {}) {
      const id = newId("automation");
      const stored: StoredGitHubAction = {
        type: "github",
        installationId,
        repositoryId,
        repository: "acme/serving",
        dispatch: { kind: "workflow", workflow: "deploy.yml", ref: null },
        payload: { delivery_id: "${delivery_id}" },
        deployment: null,
        reportsCheck: false,
        ...action,
      };
      await db.insert(automations).values({
        id,
        teamId: scope.teamId,
        name: id,
        eventType,
        filter: { alias: null, tag: null, conditions: [] },
        actionType: "github",
        action: stored,
        installationId,
        secretNames: [],
        createdBy: "test",
      });
      return id;
    },
    async fire() {
      const source = { uri: `s3://bucket/${newId("artifact")}`, metadata: {} };
      must(await linkVersion(db, scope, { model: "churn", source, aliases: [], description: "" }));
      return must(await listDeliveries(db, scope, { limit: 1 })).items[0]?.id ?? newId("delivery");
    },
    async answer(outcome, more = {}) {
      const wish = { destination: installationId, room: 100, retries: 100, firstsBefore: 0, isProbe: false };
      const claims = await claimDue(db, [{ ...wish, limits: null }]);
      const record = { request: null, response: null, timings: null };
      await settle(
        db,
        claims.map(({ deliveryId, destination, leaseToken, tries }) => ({
          deliveryId,
          destination,
          leaseToken,
          isSuspect: false,
          execution: { outcome, record, startedAt: new Date(), durationMs: 5, ...more },
          next: { state: stateOf(outcome), tries: tries + 1, delaySeconds: null, pausesWebhook: false },
        })),
      );
    },
    tell: (told, more = {}) =>
      followRun(db, {
        teamId: scope.teamId,
        repositoryId,
        runId: 7_001,
        told: { ...toldRun(), ...told },
        mayGuess: true,
        ...more,
      }),
    delivery: (id) => view(database, scope, id),
    events: (type) => eventsOf(database, scope, type),
  };
}

let nextInstallation = 50_000;

/** A team of which no other test has left anything, with one automation. */
export async function addGitHubTeamAlone(
  database: TestDatabase,
  dispatch: GitHubDispatch = { kind: "workflow", workflow: "deploy.yml", ref: null },
): Promise<GitHubStage> {
  const installationId = nextInstallation++;
  const stage = await addGitHubTeam(database, { installationId, repositoryId: installationId + 500_000 });
  await stage.addAutomation({ action: { dispatch } });
  return stage;
}

export function toldRun(): ToldRun {
  const now = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  return {
    state: "queued",
    conclusion: null,
    url: "https://github.com/acme/serving/actions/runs/7001",
    workflow: "deploy.yml",
    event: "workflow_dispatch",
    title: "Deploy",
    sha: "3484a3fb816e0859fd6e1cea078d76385ff50625",
    attempt: 1,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
    toldAt: now,
  };
}

async function view(database: TestDatabase, scope: TeamScope, id: string) {
  return must(await getDelivery(database.db, scope, id));
}

async function eventsOf({ db }: TestDatabase, scope: TeamScope, type: EventType) {
  return must(await listEvents(db, scope, { type, limit: 50 })).items;
}

function stateOf(outcome: Outcome) {
  const states = { delivered: "delivered", failed: "gave_up", unknown: "unknown" } as const;
  return states[outcome.kind];
}
