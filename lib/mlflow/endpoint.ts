import type * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { Json } from "@/lib/core/json";
import type { Result } from "@/lib/core/result";
import type { MlflowApi } from "./api";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What an endpoint is handed: its caller, its input as the schema left it, and for bytes the request itself. */
export type MlflowCall<I> = { scope: TeamScope; input: I; request: Request };

/** A message of the protocol: unset fields are left out of it, by being undefined. */
export type Message = { [field: string]: Json | Message | readonly Message[] | undefined };

type Card = {
  methods: readonly Method[];
  /** Below `/api/2.0/mlflow/`, or below `/api/2.0/mlflow-artifacts/`. A last parameter that may hold slashes is `{path+}`. */
  path: string;
  service: "mlflow" | "mlflow-artifacts";
};

export type Endpoint = Card & {
  /** Query, JSON body and parameters of the path together, as the protocol does not tell them apart. */
  input: z.ZodObject;
  /** False where the body is bytes, which `perform` reads itself. */
  hasJsonBody: boolean;
  perform(api: MlflowApi, call: MlflowCall<unknown>): Promise<Result<Message | Response>>;
};

type Definition<S extends z.ZodObject> = Pick<Card, "path"> & {
  method: Method | readonly Method[];
  service?: Card["service"];
  input: S;
  hasJsonBody?: boolean;
  run(api: MlflowApi, call: MlflowCall<z.output<S>>): Promise<Result<Message | Response>>;
};

/** One endpoint of the protocol: what it takes, and which command or query it asks. */
export function endpoint<S extends z.ZodObject>(definition: Definition<S>): Endpoint {
  const { method, service = "mlflow", hasJsonBody = true, run, ...card } = definition;
  return {
    ...card,
    methods: typeof method === "string" ? [method] : method,
    service,
    hasJsonBody,
    // The frame hands over only what this very schema let through.
    perform: (api, call) => run(api, call as MlflowCall<z.output<S>>),
  };
}
