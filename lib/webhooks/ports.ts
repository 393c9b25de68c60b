import type { ResolveSecrets } from "@/lib/core/ports";
import type { Clock } from "@/lib/platform/clock";
import type { Keyring } from "@/lib/platform/crypto";
import type { HttpClient } from "@/lib/platform/http";
import type { EgressRules } from "./destination";

/** What saving a webhook needs: the keys for its address, and where the operator lets requests go. */
export type SavePorts = { keyring: Keyring; egress: EgressRules };

/** What sending needs. `version` is the product's own, for the User-Agent. */
export type SendPorts = { http: Pick<HttpClient, "sendRequest">; clock: Pick<Clock, "now">; version: string };

export type ExecutorPorts = SendPorts & { keyring: Keyring; resolveSecrets: ResolveSecrets };

export type TestPorts = ExecutorPorts & SavePorts & { baseUrl: string };
