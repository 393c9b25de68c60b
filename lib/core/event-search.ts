import * as z from "zod";
import { EVENT_TYPE_NAMES } from "./event";
import { instant } from "./instant";
import { pageRequest } from "./page";

export const eventSearch = pageRequest.extend({
  type: z.enum(EVENT_TYPE_NAMES).optional(),
  /** Id or name. */
  model: z.string().max(256).optional(),
  /** Only together with a model. */
  version: z.coerce.number().int().min(0).optional(),
  /** ISO 8601 bounds on the time of the change: since is inclusive, until exclusive. */
  since: instant.optional(),
  until: instant.optional(),
});

export type EventSearch = z.infer<typeof eventSearch>;
