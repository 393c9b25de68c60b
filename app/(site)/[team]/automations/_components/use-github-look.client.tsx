"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { GitHubLook } from "./wizard-view";

/** Longer than for what is looked at here: GitHub is asked for each new name. */
const PAUSE_MS = 500;

export type LiveGitHubLook = {
  look: GitHubLook | null;
  isAsking: boolean;
  /** Asks again once nobody has typed for a moment. */
  ask(): void;
  /** A step's answer holds a look already. */
  take(look: GitHubLook | null): void;
};

type Options = { form: RefObject<HTMLFormElement | null>; href: string; served: GitHubLook | null };

/** Keeps what GitHub says true while the form changes. An overtaken question is given up. */
export function useGitHubLook({ form, href, served }: Options): LiveGitHubLook {
  const [look, setLook] = useState(served);
  const [isAsking, setIsAsking] = useState(false);
  const asked = useRef<{ timer: number; stop: AbortController | null }>({ timer: 0, stop: null });

  function cancel(): void {
    window.clearTimeout(asked.current.timer);
    asked.current.stop?.abort();
  }

  // An effect, because a question that waits must not be asked for a page that is gone.
  useEffect(() => {
    const { current } = asked;
    return () => {
      window.clearTimeout(current.timer);
      current.stop?.abort();
    };
  }, []);

  async function askNow(): Promise<void> {
    if (!form.current) {
      return;
    }
    const stop = new AbortController();
    asked.current.stop = stop;
    const answer = await answerOf(href, new FormData(form.current), stop.signal);
    if (!stop.signal.aborted) {
      setIsAsking(false);
      if (answer !== undefined) {
        setLook((before) => withKnown(before, answer));
      }
    }
  }

  return {
    look,
    isAsking,
    ask() {
      cancel();
      if (form.current && new FormData(form.current).get("kind") !== "github") {
        setIsAsking(false);
        return;
      }
      setIsAsking(true);
      asked.current.timer = window.setTimeout(askNow, PAUSE_MS);
    },
    take(next) {
      cancel();
      setIsAsking(false);
      setLook(next);
    },
  };
}

/** While GitHub is away the workflows that it told of before stand, or their fields would go with what was typed in them. */
function withKnown(before: GitHubLook | null, next: GitHubLook | null): GitHubLook | null {
  const isAway = next?.checks.some(({ code }) => code === "github_away") ?? false;
  const isSame = before !== null && before.repository === next?.repository;
  return next && isAway && isSame && next.workflows.length === 0
    ? { ...next, workflows: before.workflows, refs: before.refs }
    : next;
}

/** Undefined where there was no answer: what was said before stays. */
async function answerOf(href: string, form: FormData, signal: AbortSignal): Promise<GitHubLook | null | undefined> {
  // Next's own fields would only make it larger.
  const fields = new FormData();
  for (const [name, value] of form) {
    if (!name.startsWith("$ACTION")) {
      fields.append(name, value);
    }
  }
  try {
    const answer = await fetch(href, { method: "POST", body: fields, signal });
    return answer.ok ? ((await answer.json()) as GitHubLook | null) : undefined; // Our own route, of the same build.
  } catch {
    return undefined;
  }
}
