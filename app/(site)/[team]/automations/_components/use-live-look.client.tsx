"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { LookAction, LookView } from "./wizard-view";

const PAUSE_MS = 300;

export type LiveLook = {
  look: LookView;
  /** True from the first change until its answer is there. */
  isAsking: boolean;
  /** Asks again once nobody has typed for a moment. */
  ask(): void;
  /** A step's answer holds a look already. */
  take(look: LookView): void;
};

type Options = { form: RefObject<HTMLFormElement | null>; team: string; look: LookAction; served: LookView };

/** Keeps the look at a draft true while its form changes: at most one question is under way, and an overtaken answer is dropped. */
export function useLiveLook({ form, team, look: action, served }: Options): LiveLook {
  const [look, setLook] = useState(served);
  const [isAsking, setIsAsking] = useState(false);
  const asked = useRef({ serial: 0, isUnderWay: false, timer: 0 });

  // An effect, because a question that waits must not be asked for a page that is gone.
  useEffect(() => {
    const { current } = asked;
    return () => {
      current.serial += 1;
      window.clearTimeout(current.timer);
    };
  }, []);

  async function askNow(): Promise<void> {
    const { current } = asked;
    if (!form.current || current.isUnderWay) {
      return;
    }
    const { serial } = current;
    current.isUnderWay = true;
    const answer = await action(team, new FormData(form.current)).catch(() => null);
    current.isUnderWay = false;
    if (serial !== current.serial) {
      await askNow(); // It was changed meanwhile: this answer is of yesterday.
      return;
    }
    setIsAsking(false);
    if (answer) {
      setLook(answer);
    }
  }

  return {
    look,
    isAsking,
    ask() {
      const { current } = asked;
      current.serial += 1;
      setIsAsking(true);
      window.clearTimeout(current.timer);
      current.timer = window.setTimeout(askNow, PAUSE_MS);
    },
    take(next) {
      const { current } = asked;
      current.serial += 1;
      window.clearTimeout(current.timer);
      setIsAsking(false);
      setLook(next);
    },
  };
}
