import type { TeamScope } from "@/lib/core/actor";
import { changedParts, type LiveChange, type LiveMarks } from "@/lib/core/live";

/** How often a team that somebody watches is looked at, whatever the number of those who watch. */
const LOOK_EVERY_MS = 1_000;

export type LiveReader = {
  readMarks(scope: TeamScope): Promise<LiveMarks>;
  countMade(scope: TeamScope, since: string | null): Promise<number>;
};

export type Viewer = {
  /** The first look after it came: what the others are measured against. */
  onStart(marks: LiveMarks): void;
  onChange(change: LiveChange, marks: LiveMarks): void;
  onEnd(): void;
};

type Watch = {
  scope: TeamScope;
  viewers: Set<Viewer>;
  /** Those that have not seen a first look yet. */
  fresh: Set<Viewer>;
  last: LiveMarks | null;
  timer: ReturnType<typeof setTimeout> | undefined;
};

export type LiveHub = {
  /** Begins to tell; answers how to end it. */
  join(scope: TeamScope, viewer: Viewer): () => void;
  size(): number;
  /** Ends every stream, and refuses new ones. */
  stop(): void;
};

/** One look at the database a second for each team that somebody watches, shared by all who do. Nobody watches: no look. */
export function createLiveHub(reader: LiveReader, lookEveryMs = LOOK_EVERY_MS): LiveHub {
  const watches = new Map<string, Watch>();

  async function look(key: string, watch: Watch): Promise<void> {
    watch.timer = undefined; // It has fired: while it looks there is none, and the watch is its own to end.
    try {
      await tell(watch);
    } catch {
      // A database that is away comes back; meanwhile the heartbeat says that the stream stands.
    }
    if (watch.viewers.size === 0) {
      watches.delete(key);
      return;
    }
    watch.timer = setTimeout(() => void look(key, watch), watch.fresh.size > 0 ? 0 : lookEveryMs);
  }

  async function tell(watch: Watch): Promise<void> {
    const fresh = [...watch.fresh];
    const marks = await reader.readMarks(watch.scope);
    const { last } = watch;
    const parts = last ? changedParts(last, marks) : [];
    const made = last && last.newest !== marks.newest ? await reader.countMade(watch.scope, last.newest) : 0;
    watch.last = marks;
    const known = [...watch.viewers].filter((viewer) => !watch.fresh.has(viewer));
    for (const viewer of parts.length > 0 ? known : []) {
      viewer.onChange({ parts, made }, marks);
    }
    for (const viewer of fresh.filter((one) => watch.fresh.delete(one))) {
      viewer.onStart(marks);
    }
  }

  return {
    join(scope, viewer) {
      const key = keyOf(scope);
      let watch = watches.get(key);
      if (watch) {
        watch.viewers.add(viewer);
        watch.fresh.add(viewer);
      } else {
        const made: Watch = {
          scope,
          viewers: new Set([viewer]),
          fresh: new Set([viewer]),
          last: null,
          timer: undefined,
        };
        watch = made;
        watches.set(key, made);
        void look(key, made);
      }
      const joined = watch;
      return () => {
        joined.viewers.delete(viewer);
        joined.fresh.delete(viewer);
        if (joined.viewers.size === 0 && joined.timer !== undefined) {
          clearTimeout(joined.timer);
          watches.delete(key);
        }
      };
    },
    size: () => [...watches.values()].reduce((sum, { viewers }) => sum + viewers.size, 0),
    stop() {
      for (const watch of watches.values()) {
        for (const viewer of [...watch.viewers]) {
          viewer.onEnd();
        }
      }
    },
  };
}

/** Two scopes that see the same share one look. */
function keyOf({ teamId, models }: TeamScope): string {
  return models === "all" ? teamId : `${teamId} ${[...models].sort().join()}`;
}
