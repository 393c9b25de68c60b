import { AsyncLocalStorage } from "node:async_hooks";
import { type DestinationStream, type Logger, type LoggerOptions, pino, stdSerializers } from "pino";
import { env } from "./env";
import { currentTraceId } from "./telemetry";

export type { Logger };

const CENSORED = "[redacted]";

/** Field names whose values are never written, in whatever casing and however deep. */
const SECRET_FIELD =
  /^(.*(authorization|signature|secret|password|passphrase|cookie|api[-_]?key|private[-_]?key|access[-_]?key).*|.*token|sig|keys?|query|search)$/i;

/** Any URL within any text: its path and query may be the credential (Slack, Teams), its user info always is one. Stacks keep their files. */
const URL_IN_TEXT = /\b(?!file:)([a-z][a-z0-9+.-]{0,30}):\/\/(?:[^\s"'<>/?#]*@)?([^\s"'<>/?#@]*)([/?#][^\s"'<>]*)?/gi;

const BEARER_IN_TEXT = /\b(Bearer|Basic)\s+[^\s"']+/gi;
const TOKEN_IN_TEXT = /\b(mw|whsec|ghp|gho|ghs|github_pat|xox[abp])[_-][A-Za-z0-9_+/=-]{8,}/g;

const CAUSES_MAX = 10;

let current: Logger | null = null;

/** Ids that every line holds which is written within a piece of work, whoever writes it. */
export type LogFields = { requestId?: string; eventId?: string; deliveryId?: string };

/** Next bundles its entry points apart, so a module's own variable would exist several times. */
const KEY = Symbol.for("modelwire.log-fields");
type Holder = { [KEY]?: AsyncLocalStorage<LogFields> };
const holder = globalThis as Holder;

/** The process's log: JSON lines on standard output. */
export function log(): Logger {
  current ??= createLog({ level: env().LOG_LEVEL });
  return current;
}

/** Puts ids on every line that `fn` writes, also in places that know nothing of them. */
export function withLogFields<T>(fields: LogFields, fn: () => T): T {
  holder[KEY] ??= new AsyncLocalStorage();
  return holder[KEY].run({ ...holder[KEY].getStore(), ...fields }, fn);
}

/**
 * Redaction works on the finished line, not on what is passed in: bindings of children, serialized errors, messages and
 * stacks all end there, so that nobody who logs has to think of it.
 */
export function createLog(options: Pick<LoggerOptions, "level">, destination?: DestinationStream): Logger {
  const settings: LoggerOptions = {
    level: options.level ?? "info",
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: fieldsAround,
    serializers: { err: errorFields, error: errorFields },
    hooks: { streamWrite: redactLine },
  };
  return destination ? pino(settings, destination) : pino(settings);
}

/** Cuts what may be a credential out of a text. */
export function redactText(text: string): string {
  return text
    .replace(URL_IN_TEXT, (_url, scheme: string, host: string, rest = "") => `${scheme}://${host}${rest ? "/…" : ""}`)
    .replace(BEARER_IN_TEXT, `$1 ${CENSORED}`)
    .replace(TOKEN_IN_TEXT, CENSORED);
}

function fieldsAround(): object {
  const traceId = currentTraceId();
  return { ...holder[KEY]?.getStore(), ...(traceId ? { traceId } : {}) };
}

/** What pino tells of an error, without the values of a query: they are the teams' own, and may fill megabytes. */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) {
    return error;
  }
  const { params: _, ...fields } = stdSerializers.err(error);
  return queryErrorsOf(error).reduce(
    ({ message, stack, ...rest }, { whole, cut }) => ({
      ...rest,
      message: message.replaceAll(whole, () => cut),
      stack: stack.replaceAll(whole, () => cut),
    }),
    fields,
  );
}

/** Drizzle's errors along the chain of causes: their messages quote every value. A chain may end in itself. */
function queryErrorsOf(error: unknown, depth = 0): { whole: string; cut: string }[] {
  if (!(error instanceof Error) || depth > CAUSES_MAX) {
    return [];
  }
  const isQuery = "params" in error && "query" in error;
  const own = isQuery ? [{ whole: error.message, cut: `Failed query: ${error.query}` }] : [];
  return [...own, ...queryErrorsOf(error.cause, depth + 1)];
}

function redactLine(line: string): string {
  const redacted = JSON.stringify(JSON.parse(line), (name: string, value: unknown) => {
    if (typeof value === "boolean" || value === null) {
      return value;
    }
    if (SECRET_FIELD.test(name)) {
      return CENSORED;
    }
    return typeof value === "string" ? redactText(value) : value;
  });
  return `${redacted}\n`;
}
