import type { Warning } from "../automation";
import type { EventType } from "../event";
import type { Json } from "../json";
import type { Escape } from "../template-escape";

/** What a kind of receiver expects: its payload, how values are written for it, and what is special about its URL. */
export type Preset = {
  title: string;
  description: string;
  escape: Escape;
  /** True when whoever knows the URL can post: it is then shown only by its host. */
  isUrlSecret: boolean;
  /** False where a second request would do the thing a second time: what may have arrived then waits for a person. */
  isRepeatable: boolean;
  /** Requests a second that the receiver is known to bear; null where nothing is known. A webhook may say otherwise. */
  maxPerSecond: number | null;
  /** The largest body that the receiver takes, where it is less than ours. */
  bytesMax: number | null;
  /** Seconds before each retry, where a webhook has no schedule of its own. */
  retrySchedule: readonly number[];
  /** What anyone who chooses it should know; `field` is of the webhook. */
  warnings: readonly Warning[];
  isUrlOf: (url: URL) => boolean;
  /** A whole payload for this type of event: what is sent where an automation gives none, and where an editor starts. */
  payloadFor: (eventType: EventType) => Json;
};
