import { countMadeSince, readLiveMarks } from "@/lib/deliveries/live";
import { createLiveHub, type LiveHub } from "./live-hub";
import { createLiveDoor, type LiveDoor } from "./live-stream";
import { db, onStop } from "./runtime";

/** Next bundles its entry points apart: the process has one hub all the same, and a stop finds it. */
const KEY = Symbol.for("modelwire.live");
type Holder = { [KEY]?: { hub: LiveHub; door: LiveDoor } };
const holder = globalThis as Holder;

export function live(): { hub: LiveHub; door: LiveDoor } {
  if (!holder[KEY]) {
    const hub = createLiveHub({
      readMarks: async (scope) => readLiveMarks(await db(), scope),
      countMade: async (scope, since) => countMadeSince(await db(), scope, since),
    });
    holder[KEY] = { hub, door: createLiveDoor() };
    onStop(() => hub.stop());
  }
  return holder[KEY];
}
