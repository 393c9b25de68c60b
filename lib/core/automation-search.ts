import * as z from "zod";
import { EVENT_TYPE_NAMES } from "./event";
import { pageRequest } from "./page";

export const automationSearch = pageRequest.extend({
  /** Id or name; those of every model are listed with it, because they fire for it too. */
  model: z.string().max(256).optional(),
  eventType: z.enum(EVENT_TYPE_NAMES).optional(),
  enabled: z.union([z.boolean(), z.stringbool()]).optional(),
  /** A part of the name, in any case. */
  name: z.string().max(255).optional(),
});

export type AutomationSearch = z.infer<typeof automationSearch>;
