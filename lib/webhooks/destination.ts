import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type EgressAllow, isAllowedOrigin, isForbiddenAddress, judgeUrl } from "@/lib/core/address";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { canSeeTeam } from "@/lib/db/visibility";
import type { ResolveName } from "@/lib/platform/dns";

export type EgressRules = { allow: EgressAllow; resolve: ResolveName };

const RESOLVE_MS_MAX = 2_000;

/**
 * Judges an address before it is saved: by its text, then by what its name resolves to now. It is judged again at every
 * connection, so this only spares people a webhook that could never work.
 */
export async function judgeDestination(text: string, { allow, resolve }: EgressRules): Promise<Result<URL>> {
  const judged = judgeUrl(text, allow);
  if (!judged.ok || isAllowedOrigin(judged.value, allow)) {
    return judged;
  }

  const name = judged.value.hostname;
  const addresses = await resolveInTime(name, resolve);
  if (addresses.length === 0) {
    return refuseUrl(`${name} does not resolve to an address. Check its spelling, or create the name first.`);
  }
  if (addresses.some((address) => isForbiddenAddress(address, allow))) {
    return refuseUrl(
      `${name} resolves to an address of a private or special network. Use a public host, or ask the operator to allow it.`,
    );
  }
  return ok(judged.value);
}

/** Only for those who may save it: nobody else gets names resolved from inside our network. */
export async function judgeFor(
  scope: TeamScope,
  url: string,
  { egress }: { egress: EgressRules },
): Promise<Result<URL>> {
  return canSeeTeam(scope) && can(scope.role, "webhook.write")
    ? judgeDestination(url, egress)
    : refuse<Problem>({ code: "forbidden", message: "The address was not looked at." });
}

async function resolveInTime(name: string, resolve: ResolveName): Promise<readonly string[]> {
  let limit: NodeJS.Timeout | undefined;
  const isLate = new Promise<readonly string[]>((settle) => {
    limit = setTimeout(settle, RESOLVE_MS_MAX, []);
  });
  try {
    return await Promise.race([resolve(name).catch(() => []), isLate]);
  } finally {
    clearTimeout(limit);
  }
}

function refuseUrl(message: string): { ok: false; problem: Problem } {
  return refuse({ code: "invalid", field: "url", message });
}
