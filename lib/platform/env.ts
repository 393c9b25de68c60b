import * as z from "zod";
import { NO_EGRESS_ALLOW, parseEgressAllow } from "@/lib/core/address";
import { teamName } from "@/lib/core/names";
import { ok, type Result, refuse } from "@/lib/core/result";
import { parseSignUpAllow } from "@/lib/core/sign-up";
import { parseKeyring } from "./crypto";
import { parseOtlpHeaders } from "./otlp-headers";
import { parseStorageUrl } from "./storage/storage-url";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const VISIBLE_ASCII = /^[\x21-\x7e]*$/;
const NOT_VISIBLE_ASCII = "must be visible ASCII without spaces: it travels in a header.";

/** Every variable that the product reads. `.env.example` says the same to people, which a test checks. */
const variables = {
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, "must be a Postgres URL, like postgres://user:password@localhost:5432/modelwire.")
    .optional(),
  MODELWIRE_DB_POOL: wholeNumber(1, 1_000).default(10),
  MODELWIRE_DB_SESSION: z.enum(["on", "off"], "must be on or off.").default("on"),
  MODELWIRE_DATA_DIR: z.string().default("./.modelwire"),
  STORAGE_URL: z.string().transform(parsed(parseStorageUrl)).optional(),
  AWS_ACCESS_KEY_ID: z.string().regex(VISIBLE_ASCII, NOT_VISIBLE_ASCII).optional(),
  AWS_SECRET_ACCESS_KEY: z.string().regex(VISIBLE_ASCII, NOT_VISIBLE_ASCII).optional(),
  AWS_SESSION_TOKEN: z.string().regex(VISIBLE_ASCII, NOT_VISIBLE_ASCII).optional(),
  MODELWIRE_URL: z.string().transform(parsed(parseBaseUrl)).optional(),
  PORT: wholeNumber(0, 65_535).default(3_000),
  HOST: z.string().default("127.0.0.1"),
  MODELWIRE_PROXY_HOPS: wholeNumber(0, 10).optional(),
  MODELWIRE_KEYS: z.string().transform(parsed(parseKeyring)).optional(),
  MODELWIRE_EGRESS_ALLOW: z.string().transform(parsed(parseEgressAllow)).default(NO_EGRESS_ALLOW),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  GITHUB_URL: z.string().transform(parsed(parseGitHubUrl)).default("https://github.com"),
  GITHUB_API_URL: z.string().transform(parsed(parsePlainUrl)).optional(),
  GITHUB_OIDC_ISSUER: z.string().transform(parsed(parsePlainUrl)).optional(),
  GITHUB_APP_ID: z
    .string()
    .regex(/^\d{1,15}$/, "must be the App's number, as its settings on GitHub show it.")
    .optional(),
  GITHUB_APP_SLUG: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/, "must be the App's name as its address on GitHub has it.")
    .optional(),
  GITHUB_APP_PRIVATE_KEY: z.string().transform(parsed(parsePrivateKey)).optional(),
  GITHUB_APP_WEBHOOK_SECRET: headerToken().optional(),
  GITHUB_APP_CLIENT_ID: z.string().optional(),
  GITHUB_APP_CLIENT_SECRET: z.string().optional(),
  OIDC_ISSUER: z.string().transform(parsed(parsePlainUrl)).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40, "must have at most 40 characters: it stands on a button.").default("single sign-on"),
  SIGN_UP_ALLOW: z.string().transform(parsed(parseSignUpAllow)).default([]),
  MODELWIRE_SESSION_DAYS: wholeNumber(1, 365).default(30),
  MODELWIRE_BOOTSTRAP_TOKEN: headerToken().optional(),
  MODELWIRE_BOOTSTRAP_TEAM: teamName.default("local"),
  MODELWIRE_WORKER: z.enum(["on", "off", "tick"], "must be on, off or tick.").default("on"),
  CRON_SECRET: z
    .string()
    .regex(VISIBLE_ASCII, NOT_VISIBLE_ASCII)
    .min(16, "must have at least 16 characters. Make one with: openssl rand -hex 24.")
    .optional(),
  MODELWIRE_RETENTION_DAYS: wholeNumber(0, 36_500).default(90),
  MODELWIRE_METRICS_TOKEN: headerToken().optional(),
  MODELWIRE_METRICS_PORT: wholeNumber(0, 65_535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().transform(parsed(parseCollectorUrl)).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().transform(parsed(parseOtlpHeaders)).optional(),
  OTEL_SERVICE_NAME: z.string().default("modelwire"),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}.`).default("info"),
  NODE_ENV: z
    .enum(["development", "production", "test"], "must be development, production or test.")
    .default("production"),
  VERCEL: z.string().optional(),
  VERCEL_PROJECT_PRODUCTION_URL: z.string().optional(),
};

/** What a place without a lasting disk or process cannot do without, beside the keys that come with DATABASE_URL. */
const NEEDED_ON_VERCEL = ["DATABASE_URL", "STORAGE_URL", "CRON_SECRET"] as const;

/** What is of use only together. */
const TOGETHER = [
  { kind: "the sign-in by GitHub", names: ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"] },
  { kind: "the sign-in by OIDC", names: ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] },
  {
    kind: "the GitHub App",
    names: [
      "GITHUB_APP_ID",
      "GITHUB_APP_SLUG",
      "GITHUB_APP_PRIVATE_KEY",
      "GITHUB_APP_WEBHOOK_SECRET",
      "GITHUB_APP_CLIENT_ID",
      "GITHUB_APP_CLIENT_SECRET",
    ],
  },
] as const;

const environment = z
  .object(variables)
  .refine((env) => env.DATABASE_URL === undefined || env.MODELWIRE_KEYS !== undefined, {
    path: ["MODELWIRE_KEYS"],
    message: 'is required with DATABASE_URL. Make it with: echo "k1:$(openssl rand -base64 32)".',
  })
  .superRefine((env, context) => {
    const missing = env.STORAGE_URL && missingCredential(env);
    if (missing) {
      const message = "is required where the other is set. Set both, or neither to use the machine's own role.";
      context.addIssue({ code: "custom", path: [missing], message });
    }
  })
  .superRefine((env, context) => {
    for (const name of NEEDED_ON_VERCEL.filter((each) => env.VERCEL && env[each] === undefined)) {
      const message = "is required on Vercel, where no disk and no process lasts: see docs/operations.md.";
      context.addIssue({ code: "custom", path: [name], message });
    }
    if (env.VERCEL && env.MODELWIRE_WORKER !== "tick") {
      const message = "must be tick on Vercel: nothing runs there between requests.";
      context.addIssue({ code: "custom", path: ["MODELWIRE_WORKER"], message });
    }
  })
  .superRefine((env, context) => {
    for (const { kind, names } of TOGETHER.filter(({ names }) => names.some((name) => env[name] !== undefined))) {
      for (const name of names.filter((each) => env[each] === undefined)) {
        const message = `is required for ${kind}: ${names.join(", ")} go together.`;
        context.addIssue({ code: "custom", path: [name], message });
      }
    }
    if (env.GITHUB_CLIENT_ID === undefined && env.SIGN_UP_ALLOW.some(({ kind }) => kind === "organization")) {
      const message = "names a GitHub organisation, but there is no sign-in with GitHub. Set GITHUB_CLIENT_ID.";
      context.addIssue({ code: "custom", path: ["SIGN_UP_ALLOW"], message });
    }
  })
  .transform((env) => ({
    ...env,
    MODELWIRE_URL: env.MODELWIRE_URL ?? ownUrl(env),
    // Vercel's own edge stands in front there, and writes who calls over what a caller claims.
    MODELWIRE_PROXY_HOPS: env.MODELWIRE_PROXY_HOPS ?? (env.VERCEL ? 1 : 0),
  }));

export type Env = z.infer<typeof environment>;

export const VARIABLE_NAMES = Object.keys(variables);

let current: Env | null = null;

/** The process's environment, read at the first call and never at import, so that a build needs none of it. */
export function env(): Env {
  if (!current) {
    const result = parseEnv(process.env);
    if (!result.ok) {
      throw new Error(result.problem.message);
    }
    current = result.value;
  }
  return current;
}

/** Empty variables count as unset: that is what an untouched line of an env file or a compose file gives. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Result<Env> {
  const set = Object.fromEntries(
    VARIABLE_NAMES.map((name) => [name, source[name]?.trim()] as const).filter(([, value]) => value !== ""),
  );
  const result = environment.safeParse(set);
  if (result.success) {
    return ok(result.data);
  }
  const lines = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  return refuse({ code: "invalid", message: `The environment is not right.\n${lines.join("\n")}` });
}

/** Where people reach it if nobody says: on Vercel the production's name, also for previews, which come and go. */
function ownUrl({ PORT, VERCEL_PROJECT_PRODUCTION_URL: host }: OwnPlace): string {
  return host ? `https://${host}` : `http://localhost:${PORT}`;
}

type OwnPlace = { PORT: number; VERCEL_PROJECT_PRODUCTION_URL?: string | undefined };

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

function headerToken() {
  return z
    .string()
    .regex(VISIBLE_ASCII, NOT_VISIBLE_ASCII)
    .min(24, "must have at least 24 characters. Make one with: openssl rand -hex 24.");
}

/** Makes a parser of core or platform a step of the schema; its message already holds the remedy and no secret. */
function parsed<T>(parse: (text: string) => Result<T>) {
  return (text: string, context: z.RefinementCtx): T => {
    const result = parse(text);
    if (result.ok) {
      return result.value;
    }
    context.addIssue({ code: "custom", message: `is not right: ${result.problem.message}` });
    return z.NEVER;
  };
}

type KeyPair = { AWS_ACCESS_KEY_ID?: string | undefined; AWS_SECRET_ACCESS_KEY?: string | undefined };

/** Half of a key pair: the SDK would quietly look for another, and sign with whatever it finds. */
function missingCredential({ AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret }: KeyPair): keyof KeyPair | null {
  if ((id === undefined) === (secret === undefined)) {
    return null;
  }
  return id === undefined ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ["postgres:", "postgresql:"].includes(new URL(text).protocol);
}

function parseBaseUrl(text: string): Result<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isBare = url?.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  return url && isBare && /^https?:$/.test(url.protocol)
    ? ok(url.origin)
    : refuse({
        code: "invalid",
        message: "Write where people reach the server, without a path: https://models.example.com.",
      });
}

/** Without what would be a credential in it: those belong into OTEL_EXPORTER_OTLP_HEADERS. */
function parseCollectorUrl(text: string): Result<string> {
  const url = plainUrlOf(text);
  return url
    ? ok(url)
    : refuse({
        code: "invalid",
        message: "Write where the collector takes OTLP over HTTP, without a credential: http://localhost:4318.",
      });
}

/** The address of another server, which may lie below a path: issuers often do. */
function parsePlainUrl(text: string): Result<string> {
  const url = plainUrlOf(text);
  return url
    ? ok(url)
    : refuse({ code: "invalid", message: "Write an address like https://login.example.com/realms/acme." });
}

/** A server of its own may lie below a path, as the sandbox does; what ends in /api/v3 is its API's address. */
function parseGitHubUrl(text: string): Result<string> {
  const url = plainUrlOf(text);
  return url && !url.endsWith("/api/v3")
    ? ok(url)
    : refuse({
        code: "invalid",
        message: "Write where people reach GitHub, without /api/v3: https://github.acme.com.",
      });
}

/** A PEM key as a file holds it, or on one line with `\\n` for its line ends, or that in base64. The message quotes nothing of it. */
function parsePrivateKey(text: string): Result<string> {
  const unfolded = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8");
  const pem = unfolded.replaceAll("\\n", "\n");
  return /^-----BEGIN (RSA )?PRIVATE KEY-----\n[\s\S]+\n-----END (RSA )?PRIVATE KEY-----\s*$/.test(pem)
    ? ok(pem)
    : refuse({ code: "invalid", message: "Write the App's private key: the whole PEM text, or that text in base64." });
}

function plainUrlOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url?.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return url && isPlain && /^https?:$/.test(url.protocol) ? `${url.origin}${url.pathname.replace(/\/+$/, "")}` : null;
}
