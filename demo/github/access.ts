import { decodeJwt, errors, jwtVerify } from "jose";
import type { App, Installation, ServerToken, UserToken } from "./records";
import { appByClientId, type World } from "./world";

/** GitHub's own bound on how long an App's JWT may last. */
const APP_JWT_S_MAX = 600;
const CLOCK_DRIFT_S = 60;

/** Who is asking. */
export type Caller =
  | { kind: "anonymous" }
  | { kind: "app"; app: App }
  | { kind: "server"; token: ServerToken; app: App | null; installation: Installation | null }
  | { kind: "user"; login: string; app: App | null; token: UserToken };

export type Denied = { status: 401 | 403 | 404; message: string };

export function isDenied(value: Caller | Denied): value is Denied {
  return "status" in value;
}

/** Reads the `Authorization` header. A token that is unknown, ended or revoked is refused, never taken for nobody's. */
export async function identify(world: World, authorization: string | null): Promise<Caller | Denied> {
  if (authorization === null) {
    return { kind: "anonymous" };
  }
  const [scheme = "", token = ""] = authorization.trim().split(/\s+/, 2);
  if (!/^(bearer|token)$/i.test(scheme) || token === "") {
    return { status: 401, message: "Bad credentials" };
  }
  if (token.startsWith("ghs_")) {
    return serverCaller(world, token);
  }
  return token.startsWith("ey") ? appCaller(world, token) : userCaller(world, token);
}

function serverCaller(world: World, value: string): Caller | Denied {
  const token = world.serverTokens.get(value);
  if (!token || token.expiresAt <= world.now()) {
    return { status: 401, message: "Bad credentials" };
  }
  if (token.installationId === null) {
    return { kind: "server", token, app: null, installation: null };
  }
  const app = world.apps.get(token.appId);
  const installation = world.installations.get(token.installationId);
  if (!app || !installation) {
    return { status: 401, message: "Bad credentials" };
  }
  if (installation.suspendedAt) {
    return { status: 403, message: "This installation has been suspended" };
  }
  return { kind: "server", token, app, installation };
}

function userCaller(world: World, value: string): Caller | Denied {
  const token = world.userTokens.get(value);
  if (!token || (token.expiresAt && token.expiresAt <= world.now())) {
    return { status: 401, message: "Bad credentials" };
  }
  return { kind: "user", login: token.login, app: world.apps.get(token.appId) ?? null, token };
}

async function appCaller(world: World, jwt: string): Promise<Caller | Denied> {
  const issuer = issuerOf(jwt);
  if (issuer === null) {
    return { status: 401, message: "A JSON web token could not be decoded" };
  }
  const app = world.apps.get(Number(issuer)) ?? appByClientId(world, issuer);
  if (!app || app.isOAuthApp) {
    return { status: 404, message: "Integration not found" };
  }
  try {
    const { payload } = await jwtVerify(jwt, app.publicKey, {
      algorithms: ["RS256"],
      currentDate: world.now(),
      requiredClaims: ["iat", "exp"],
    });
    return outOfBounds(payload, world.now()) ?? { kind: "app", app };
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      return {
        status: 401,
        message:
          "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      };
    }
    return { status: 401, message: "A JSON web token could not be decoded" };
  }
}

function outOfBounds({ iat = 0, exp = 0 }: { iat?: number; exp?: number }, now: Date): Denied | null {
  const nowS = now.getTime() / 1_000;
  if (iat > nowS + CLOCK_DRIFT_S) {
    return {
      status: 401,
      message: "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    };
  }
  return exp > nowS + APP_JWT_S_MAX + CLOCK_DRIFT_S
    ? { status: 401, message: "'Expiration time' claim ('exp') is too far in the future" }
    : null;
}

function issuerOf(jwt: string): string | null {
  try {
    const { iss } = decodeJwt(jwt);
    return iss === undefined ? null : String(iss);
  } catch {
    return null;
  }
}
