import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { githubLogin, type SetupRefusal, type SetupStep } from "@/lib/core/github-setup";
import { ok, type Result, refuse } from "@/lib/core/result";
import { githubSetupContext } from "@/lib/core/sealing";
import type { Database } from "@/lib/db/client";
import { githubUsedStates } from "@/lib/db/schema";
import { type Keyring, open, seal } from "@/lib/platform/crypto";

/** Whose browser it is: what one session began, no other ends. */
export type SetupPerson = { userId: string; sessionHash: string; isOperator: boolean };

/** What a step that GitHub is part of must know again when the person comes back from there. */
export type SetupMemory = {
  /** The installation that is to be tied; none while it is still to be chosen. */
  installationId?: number | undefined;
  /** The other half of the challenge that went to GitHub with the person. */
  verifier?: string | undefined;
  /** What the person was proven to administer. */
  proven?: { installationId: number; login: string }[] | undefined;
};

const sealedState = z.object({
  id: z.string(),
  teamId: z.string(),
  team: z.string(),
  userId: z.string(),
  sessionHash: z.string(),
  expiresAt: z.int(),
  memory: z.object({
    installationId: z.int().positive().optional(),
    verifier: z.string().optional(),
    proven: z.array(z.object({ installationId: z.int().positive(), login: githubLogin })).optional(),
  }),
});

export type SetupState = z.infer<typeof sealedState>;

export type SetupResult<T> = Result<T, { reason: SetupRefusal; team?: string }>;

/** Long enough to read what GitHub asks and to look up a password; an App is not made in a minute. */
const STEP_MS = {
  create: 30 * 60_000,
  install: 20 * 60_000,
  authorize: 10 * 60_000,
  choose: 10 * 60_000,
} as const satisfies Record<SetupStep, number>;

/** What only we could have made and only this person in this browser can use, for this step and for some minutes. */
export function sealSetup(
  { keyring, id, now }: { keyring: Keyring; id: string; now: Date },
  step: SetupStep,
  { scope, person }: { scope: TeamScope; person: SetupPerson },
  memory: SetupMemory = {},
): string {
  const state: SetupState = {
    id,
    teamId: scope.teamId,
    team: scope.teamName,
    userId: person.userId,
    sessionHash: person.sessionHash,
    expiresAt: now.getTime() + STEP_MS[step],
    memory,
  };
  return seal(keyring, JSON.stringify(state), githubSetupContext(step));
}

/** What was sealed for the step, if it is this person's and still in time. It is not used up by reading it. */
export function openSetup(
  { keyring, now }: { keyring: Keyring; now: Date },
  step: SetupStep,
  text: string,
  person: SetupPerson,
): SetupResult<SetupState> {
  const opened = open(keyring, text, githubSetupContext(step));
  if (!opened.ok) {
    return refuse({ reason: "forged" });
  }
  const state = sealedState.parse(JSON.parse(opened.value));
  if (state.userId !== person.userId || state.sessionHash !== person.sessionHash) {
    return refuse({ reason: "foreign" });
  }
  return state.expiresAt <= now.getTime() ? refuse({ reason: "expired", team: state.team }) : ok(state);
}

/** Takes the step, which can be done once; false where it was taken before. */
export async function takeSetup(db: Database, { id, expiresAt }: SetupState): Promise<boolean> {
  const taken = await db
    .insert(githubUsedStates)
    .values({ id, expiresAt: new Date(expiresAt) })
    .onConflictDoNothing()
    .returning({ id: githubUsedStates.id });
  return taken.length > 0;
}
