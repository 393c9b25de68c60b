import { createHmac } from "node:crypto";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createIdentityVerifier, type VerifyIdentity } from "@/lib/github/identity-token";
import {
  AUDIENCE,
  type Claims,
  claimsOf,
  KEY_ID,
  REPOSITORY,
  startTokenIssuer,
  type TokenIssuer,
} from "../support/token-issuer";

let issuer: TokenIssuer;
let verify: VerifyIdentity;
let now: Date;

beforeAll(async () => {
  issuer = await startTokenIssuer();
});
afterAll(() => issuer.close());
beforeEach(() => {
  issuer.answer = "keys";
  issuer.reads = 0;
  now = new Date();
  verify = createIdentityVerifier({ issuer: issuer.url, audience: AUDIENCE, clock: { now: () => now } });
});

const seconds = (offset: number) => Math.floor(Date.now() / 1_000) + offset;

describe("an identity token", () => {
  test("of GitHub's own shape is read into numbers and names", async () => {
    const verified = await verify(await issuer.sign({ environment: "production", jti: "one" }));

    expect(verified).toMatchObject({
      kind: "verified",
      identity: {
        jti: "one",
        repositoryId: REPOSITORY.id,
        ownerId: REPOSITORY.ownerId,
        runId: 9_001,
        runAttempt: 1,
        event: "repository_dispatch",
        ref: "refs/heads/main",
        environment: "production",
      },
    });
  });

  test.each<{ what: string; claims: Claims; reason: string }>([
    {
      what: "another issuer",
      claims: { iss: "https://token.actions.githubusercontent.com" },
      reason: "token_unreadable",
    },
    { what: "the issuer with a slash more", claims: { iss: "SLASH" }, reason: "token_unreadable" },
    { what: "another audience", claims: { aud: "https://github.com/acme" }, reason: "wrong_audience" },
    { what: "our audience with a path", claims: { aud: `${AUDIENCE}/` }, reason: "wrong_audience" },
    {
      what: "our audience among others",
      claims: { aud: [AUDIENCE, "https://other.test"] },
      reason: "token_unreadable",
    },
    { what: "no audience", claims: { aud: undefined }, reason: "wrong_audience" },
    { what: "an end in the past", claims: { exp: seconds(-60), iat: seconds(-300) }, reason: "token_expired" },
    { what: "no end", claims: { exp: undefined }, reason: "token_unreadable" },
    { what: "a beginning in the future", claims: { nbf: seconds(120) }, reason: "token_expired" },
    { what: "an issue in the future", claims: { iat: seconds(120), exp: seconds(400) }, reason: "token_expired" },
    { what: "an issue long ago", claims: { iat: seconds(-2_000), exp: seconds(300) }, reason: "token_expired" },
    { what: "a life of a day", claims: { exp: seconds(86_400) }, reason: "token_unreadable" },
    { what: "no jti", claims: { jti: undefined }, reason: "token_unreadable" },
    { what: "an empty jti", claims: { jti: "" }, reason: "token_unreadable" },
    { what: "a jti with NUL", claims: { jti: "a\u0000b" }, reason: "token_unreadable" },
    { what: "no repository id", claims: { repository_id: undefined }, reason: "token_unreadable" },
    { what: "a repository id that is no number", claims: { repository_id: "501 or 1=1" }, reason: "token_unreadable" },
    {
      what: "a repository id beyond what a number holds",
      claims: { repository_id: "9999999999999999" },
      reason: "token_unreadable",
    },
    { what: "no owner id", claims: { repository_owner_id: undefined }, reason: "token_unreadable" },
    { what: "no run id", claims: { run_id: undefined }, reason: "token_unreadable" },
  ])("with $what is refused as $reason", async ({ claims, reason }) => {
    const token = await issuer.sign(claims.iss === "SLASH" ? { iss: `${issuer.url}/` } : claims);

    expect(await verify(token)).toEqual({ kind: "refused", reason });
  });

  test("signed by another key of the same id is refused", async () => {
    const stranger = await generateKeyPair("RS256");
    const token = await new SignJWT(claimsOf(issuer.url))
      .setProtectedHeader({ alg: "RS256", kid: KEY_ID })
      .sign(stranger.privateKey);

    expect(await verify(token)).toEqual({ kind: "refused", reason: "token_unreadable" });
  });

  test("with no signature (alg none) is refused", async () => {
    const [, payload] = (await issuer.sign()).split(".");
    const header = Buffer.from(JSON.stringify({ alg: "none", kid: KEY_ID })).toString("base64url");

    expect(await verify(`${header}.${payload}.`)).toEqual({ kind: "refused", reason: "token_unreadable" });
  });

  test("signed by HMAC with the public key as its secret is refused", async () => {
    const [, payload] = (await issuer.sign()).split(".");
    const header = Buffer.from(JSON.stringify({ alg: "HS256", kid: KEY_ID, typ: "JWT" })).toString("base64url");
    const signature = createHmac("sha256", await exportSPKI(issuer.publicKey))
      .update(`${header}.${payload}`)
      .digest("base64url");

    expect(await verify(`${header}.${payload}.${signature}`)).toEqual({ kind: "refused", reason: "token_unreadable" });
  });

  test("whose header brings its own key, or names where to fetch one, is refused", async () => {
    const stranger = await generateKeyPair("RS256", { extractable: true });
    const { exportJWK } = await import("jose");
    const header = { alg: "RS256", kid: "mine", jwk: await exportJWK(stranger.publicKey), jku: `${issuer.url}/mine` };
    const token = await new SignJWT(claimsOf(issuer.url)).setProtectedHeader(header).sign(stranger.privateKey);

    expect(await verify(token)).toEqual({ kind: "refused", reason: "token_unreadable" });
  });

  test("changed after it was signed is refused", async () => {
    const [header, , signature] = (await issuer.sign()).split(".");
    const payload = Buffer.from(JSON.stringify(claimsOf(issuer.url, { repository_id: "502" }))).toString("base64url");

    expect(await verify(`${header}.${payload}.${signature}`)).toEqual({ kind: "refused", reason: "token_unreadable" });
  });

  test.each(["", "x", "a.b.c", "a.b", "....", "eyJhbGciOiJSUzI1NiJ9..", "x".repeat(8_193), "\u0000.\u0000.\u0000"])(
    "that is none (%j) is refused",
    async (token) => {
      expect(await verify(token)).toEqual({ kind: "refused", reason: "token_unreadable" });
    },
  );

  test("of a huge size is refused before anybody looks at its signature", async () => {
    expect(await verify(await issuer.sign({ sub: "x".repeat(9_000) }))).toEqual({
      kind: "refused",
      reason: "token_unreadable",
    });
    expect(issuer.reads).toBe(0);
  });

  test("of an unknown key is refused, and a flood of them asks for the keys no more than once", async () => {
    await verify(await issuer.sign());
    const unknown = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => verify(await issuer.sign({}, { kid: `unknown-${index}` }))),
    );

    expect(new Set(unknown.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ kind: "refused", reason: "token_unreadable" })]),
    );
    expect(issuer.reads).toBe(1);
  });
});

describe("keys that cannot be read", () => {
  test.each([
    { what: "no answer", answer: "nothing" as const },
    { what: "an error", answer: { status: 500, body: "no" } },
    { what: "a redirect", answer: { status: 302, body: "" } },
    { what: "no JSON", answer: { status: 200, body: "<html>" } },
    { what: "JSON that is no set of keys", answer: { status: 200, body: "{}" } },
    { what: "more than anybody's keys", answer: { status: 200, body: `{"keys":[${" ".repeat(300_000)}]}` } },
  ])("by $what say nothing about the token", async ({ answer }) => {
    const token = await issuer.sign();
    issuer.answer = answer;

    expect(await verify(token)).toEqual({ kind: "unavailable" });
  });

  test("are not asked for again at once, and serve when they are back", async () => {
    const token = await issuer.sign();
    issuer.answer = "nothing";
    await verify(token);
    const reads = issuer.reads;
    await Promise.all(Array.from({ length: 10 }, () => verify(token)));
    expect(issuer.reads).toBe(reads);

    issuer.answer = "keys";
    now = new Date(Date.now() + 6_000);
    expect(await verify(token)).toMatchObject({ kind: "verified" });
  });
});
