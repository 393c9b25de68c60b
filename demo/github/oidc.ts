import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

const TOKEN_S = 300;

export type MintOptions = {
  /** Signs with a key that the issuer does not publish, though under the same key id. */
  hasForeignKey?: boolean;
  algorithm?: "RS256" | "none" | "HS256";
  /** Set on top of what a token of a run says; undefined takes a claim away. */
  claims?: Record<string, unknown>;
};

export type Issuer = {
  configuration(): Record<string, unknown>;
  jwks(): { keys: Record<string, unknown>[] };
  /** A token as a run gets it: five minutes, with an id of its own. */
  issue(claims: JWTPayload, audience: string): Promise<string>;
  /** Any token at all, for tests of who verifies them. */
  mint(claims: JWTPayload, options?: MintOptions): Promise<string>;
  /** Another key from now on; the old one is no longer published. */
  rotate(): Promise<void>;
};

/** GitHub's issuer of tokens for Actions, with a key that is made at start. */
export async function createIssuer(urls: { issuer: string }, now: () => Date): Promise<Issuer> {
  const foreign = await generateKeyPair("RS256");
  let key = await newKey();

  function claimsFor(claims: JWTPayload): JWTPayload {
    const nowS = Math.floor(now().getTime() / 1_000);
    return { jti: randomUUID(), iss: urls.issuer, iat: nowS, nbf: nowS - TOKEN_S, exp: nowS + TOKEN_S, ...claims };
  }

  function sign(claims: JWTPayload, algorithm: string, secret: CryptoKey | Uint8Array): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: algorithm, typ: "JWT", kid: key.kid }).sign(secret);
  }

  return {
    configuration: () => ({
      issuer: urls.issuer,
      jwks_uri: `${urls.issuer}/.well-known/jwks`,
      subject_types_supported: ["public", "pairwise"],
      response_types_supported: ["id_token"],
      claims_supported: ["sub", "aud", "exp", "iat", "iss", "jti", "nbf", "ref", "sha", "repository", "repository_id"],
      id_token_signing_alg_values_supported: ["RS256"],
      scopes_supported: ["openid"],
    }),
    jwks: () => ({ keys: [{ ...key.jwk, kid: key.kid, use: "sig", alg: "RS256" }] }),
    issue: (claims, audience) => sign(claimsFor({ ...claims, aud: audience }), "RS256", key.privateKey),
    async mint(claims, { hasForeignKey = false, algorithm = "RS256", claims: changes = {} } = {}) {
      const all: JWTPayload = { ...claimsFor(claims), ...changes };
      if (algorithm === "none") {
        return `${encoded({ alg: "none", typ: "JWT" })}.${encoded(all)}.`;
      }
      // The attack of key confusion: the public key, which anybody has, taken as the secret of an HMAC.
      const publicKey = new TextEncoder().encode(JSON.stringify(key.jwk));
      const own = hasForeignKey ? foreign.privateKey : key.privateKey;
      return sign(all, algorithm, algorithm === "HS256" ? publicKey : own);
    },
    async rotate() {
      key = await newKey();
    },
  };
}

/** What GitHub says of a job in its token. */
export function jobClaims(urls: { issuer: string }, job: JobIdentity): JWTPayload {
  const { repository, owner, run, environment } = job;
  const where = environment ? `environment:${environment}` : `ref:${run.ref}`;
  const workflowRef = `${repository.fullName}/${run.path}@${run.ref}`;
  return {
    sub: `repo:${repository.fullName}:${where}`,
    ref: run.ref,
    sha: run.sha,
    repository: repository.fullName,
    repository_owner: owner.login,
    repository_owner_id: String(owner.id),
    repository_id: String(repository.id),
    repository_visibility: repository.isPrivate ? "private" : "public",
    run_id: String(run.id),
    run_number: String(run.number),
    run_attempt: String(run.attempt),
    actor: run.actor.login,
    actor_id: String(run.actor.id),
    workflow: run.workflow,
    head_ref: "",
    base_ref: "",
    event_name: run.event,
    ref_protected: "false",
    ref_type: "branch",
    workflow_ref: workflowRef,
    workflow_sha: run.sha,
    job_workflow_ref: workflowRef,
    job_workflow_sha: run.sha,
    runner_environment: "self-hosted",
    check_run_id: String(job.id),
    enterprise: undefined,
    ...(environment && { environment }),
    iss: urls.issuer,
  };
}

export type JobIdentity = {
  id: number;
  environment: string | null;
  repository: { id: number; fullName: string; isPrivate: boolean };
  owner: { login: string; id: number };
  run: {
    id: number;
    number: number;
    attempt: number;
    path: string;
    workflow: string;
    event: string;
    ref: string;
    sha: string;
    actor: { login: string; id: number };
  };
};

async function newKey() {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  return { kid: randomUUID(), privateKey, jwk: { ...(await exportJWK(publicKey)) } as Record<string, unknown> };
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
