import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

export type Claims = Record<string, unknown>;

/** A server that signs identity tokens as GitHub's does, with a real key, and whose keys a test can take away. */
export type TokenIssuer = {
  url: string;
  /** GitHub's claims of a run of `acme/train`, but for what is given; undefined takes one away. */
  sign(claims?: Claims, header?: { alg?: string; kid?: string }): Promise<string>;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  /** What the address of the keys answers in place of them. */
  answer: { status: number; body: string } | "keys" | "nothing";
  /** How often the keys were asked for. */
  reads: number;
  close(): Promise<void>;
};

export const KEY_ID = "key-1";
export const AUDIENCE = "http://api.test";
export const REPOSITORY = { id: 501, ownerId: 77, name: "acme/train" } as const;

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: "RS256", use: "sig" }] });
  const server = createServer((request, response) => {
    issuer.reads += 1;
    if (issuer.answer === "nothing") {
      request.socket.destroy();
      return;
    }
    const isKeys = issuer.answer === "keys";
    const { status, body } = issuer.answer === "keys" ? { status: 200, body: keys } : issuer.answer;
    response.writeHead(isKeys && request.url !== "/.well-known/jwks" ? 404 : status, {
      "Content-Type": "application/json",
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const issuer: TokenIssuer = {
    url,
    privateKey,
    publicKey,
    answer: "keys",
    reads: 0,
    sign: (claims = {}, header = {}) =>
      new SignJWT(claimsOf(url, claims))
        .setProtectedHeader({ typ: "JWT", alg: "RS256", kid: KEY_ID, ...header })
        .sign(privateKey),
    close: () => closed(server),
  };
  return issuer;
}

/** As the documentation of GitHub shows them, numbers as text included. */
export function claimsOf(issuer: string, changes: Claims = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1_000);
  const all: Claims = {
    iss: issuer,
    aud: AUDIENCE,
    jti: randomUUID(),
    sub: "repo:acme/train:ref:refs/heads/main",
    nbf: now - 600,
    iat: now,
    exp: now + 300,
    repository: REPOSITORY.name,
    repository_id: String(REPOSITORY.id),
    repository_owner: "acme",
    repository_owner_id: String(REPOSITORY.ownerId),
    run_id: "9001",
    run_number: "4",
    run_attempt: "1",
    event_name: "repository_dispatch",
    ref: "refs/heads/main",
    ref_type: "branch",
    workflow: "evaluate",
    workflow_ref: "acme/train/.github/workflows/evaluate.yml@refs/heads/main",
    job_workflow_ref: "acme/train/.github/workflows/evaluate.yml@refs/heads/main",
    runner_environment: "github-hosted",
    actor: "modelwire[bot]",
    ...changes,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
