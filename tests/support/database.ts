import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contextless, grant, type RequestContext } from "@/lib/auth/grant";
import type { Role } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { type Database, type DatabaseHandle, openDatabase } from "@/lib/db/client";
import { teams, tokens } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { freshPostgresDatabase } from "./postgres-database";

export const DATABASE_KINDS = ["embedded", "postgres"] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

export type ScopeWish = { models?: TeamScope["models"]; context?: Partial<RequestContext> };

export type TestTeam = {
  id: Id<"team">;
  name: string;
  /** A scope of this team as a token of the role has it: its own row in `tokens`, so that idempotency keys work. */
  scope(role: Role, wish?: ScopeWish): Promise<TeamScope>;
};

export type TestDatabase = DatabaseHandle & {
  /** Where the embedded default keeps its data; for Postgres the address of the database. */
  place: string;
  team(name?: string): Promise<TestTeam>;
};

/** Opens a fresh database of the kind, migrated, that no other test shares. Close it when done: its folder is removed. */
export async function openTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const place = kind === "embedded" ? await freshFolder() : await freshPostgresDatabase(MIGRATED);
  const handle = await openDatabase(optionsFor(kind, place));

  return {
    ...handle,
    place,
    team: (name = `team-${newId("team").slice(-8)}`) => makeTeam(handle.db, name),
    async close() {
      await handle.close();
      if (kind === "embedded") {
        rmSync(place, { recursive: true, force: true });
      }
    },
  };
}

async function makeTeam(db: Database, name: string): Promise<TestTeam> {
  const id = newId("team");
  await db.insert(teams).values({ id, name });
  return {
    id,
    name,
    async scope(role, wish = {}) {
      const tokenId = newId("token");
      await db
        .insert(tokens)
        .values({ id: tokenId, teamId: id, name: tokenId, hash: tokenId, hint: "test", role, createdBy: "test" });
      return grant(
        {
          team: { id, name },
          actor: { kind: "token", id: tokenId, name: `${role}-token` },
          role,
          models: wish.models ?? "all",
        },
        { ...contextless(), ...wish.context },
      );
    },
  };
}

const MIGRATED = {
  name: "modelwire",
  async prepare(url: string) {
    const handle = await openDatabase(optionsFor("postgres", url));
    await handle.close();
  },
};

/** A copy of a folder that was migrated once for this state of the migrations: far quicker than creating each anew. */
async function freshFolder(): Promise<string> {
  const template = join(tmpdir(), `modelwire-template-${migrationsDigest()}`);
  if (!existsSync(template)) {
    const draft = mkdtempSync(join(tmpdir(), "modelwire-draft-"));
    const handle = await openDatabase(optionsFor("embedded", draft));
    await handle.close();
    moveUnlessThere(draft, template);
  }
  const folder = mkdtempSync(join(tmpdir(), "modelwire-test-"));
  cpSync(template, folder, { recursive: true });
  return folder;
}

/** Two test files may prepare the template at once: the second keeps the first's. */
function moveUnlessThere(draft: string, template: string): void {
  try {
    renameSync(draft, template);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(template)) {
      throw error;
    }
  }
}

function migrationsDigest(): string {
  const digest = createHash("sha256");
  for (const file of readdirSync("drizzle").filter((name) => name.endsWith(".sql"))) {
    digest.update(readFileSync(join("drizzle", file)));
  }
  digest.update(readFileSync("package-lock.json"));
  return digest.digest("hex").slice(0, 16);
}

function optionsFor(kind: DatabaseKind, place: string) {
  return kind === "embedded" ? ({ kind, folder: place } as const) : ({ kind, url: place, poolMax: 8 } as const);
}
