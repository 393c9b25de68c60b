import type { Assignment } from "@/lib/core/launch-agent";
import type { AgentConfig } from "./config";

type Environment = Readonly<Record<string, string | undefined>>;

/** What every run is told, wherever it is executed: who it is, what it works on, and the token that is its own. */
export function ownVariables(
  assignment: Assignment,
  { url, parametersPath }: { url: string; parametersPath: string },
): Record<string, string> {
  const { version, cause } = assignment;
  return {
    MODELWIRE_URL: url,
    MODELWIRE_TOKEN: assignment.token.text,
    MODELWIRE_TEAM: assignment.team,
    MODELWIRE_RUN: assignment.run,
    MODELWIRE_RUN_NUMBER: String(assignment.number),
    MODELWIRE_JOB: `${assignment.job.name}:v${assignment.job.version}`,
    MODELWIRE_PROJECT: assignment.project,
    MODELWIRE_PARAMETERS: parametersPath,
    ...(version && {
      MODELWIRE_VERSION: `${version.model}:v${version.number}`,
      MODELWIRE_VERSION_ID: version.id,
      MODELWIRE_ARTIFACT: version.artifactId,
    }),
    ...(cause.eventId && { MODELWIRE_EVENT: cause.eventId }),
    ...(cause.deliveryId && { MODELWIRE_DELIVERY: cause.deliveryId }),
  };
}

/** Variables of the agent that its configuration hands on by name. */
export function passedVariables(env: Environment, { environment }: AgentConfig): Record<string, string> {
  return Object.fromEntries(
    environment.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Values handed on that a log must not show: those whose names say that they are secrets. */
export function secretsIn(passed: Readonly<Record<string, string>>): string[] {
  return Object.entries(passed).flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []));
}

const SECRET_NAME = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|(^|_)KEY$|_KEY_/i;
