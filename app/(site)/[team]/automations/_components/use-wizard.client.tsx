"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useActionState, useEffect, useRef, useState, useTransition } from "react";
import { tell } from "@/app/_components/toast";
import { readDraft } from "@/lib/core/automation-draft";
import type { DraftStep } from "@/lib/core/draft-problem";
import { forgetDraft, keepDraft, readKept } from "./kept-draft";
import { useGitHubLook } from "./use-github-look.client";
import { useLiveLook } from "./use-live-look.client";
import { useWizardKeys } from "./use-wizard-keys.client";
import type { LookAction, WizardAction, WizardOptions, WizardState } from "./wizard-view";

export type WizardUse = {
  initial: WizardState;
  options: WizardOptions;
  action: WizardAction;
  look: LookAction;
  /** `steps` to create, one after another; `page` to edit, where all is seen at once. */
  layout: "steps" | "page";
  hidden: Readonly<Record<string, string>>;
};

/** How the wizard stands, and what moves it on. */
export function useWizard({ initial, options, action, look: lookAction, layout, hidden }: WizardUse) {
  const [served, send] = useActionState(action, initial);
  const [own, setOwn] = useState<WizardState | null>(null);
  const [serial, setSerial] = useState(0);
  const [isSending, startSending] = useTransition();
  const [isDiscarding, setIsDiscarding] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const isTouched = useRef(false);
  const router = useRouter();
  const state = own ?? served;
  const live = useLiveLook({ form, team: options.team, look: lookAction, served: state.look });
  const github = useGitHubLook({ form, href: options.github.lookHref, served: state.github });
  const place = `modelwire.draft ${options.team} ${hidden.automation ?? "new"}`;

  function askBoth(): void {
    live.ask();
    github.ask();
  }

  const begun = useRef({ place: layout === "steps" ? place : null, initial, ask: askBoth });

  // An effect, because what a reload would lose is kept by the browser, which the server does not know.
  useEffect(() => {
    const { current } = begun;
    const kept = current.place === null ? null : readKept(current.place);
    if (kept) {
      isTouched.current = true;
      setOwn({ ...current.initial, draft: readDraft(kept.fields), step: kept.step });
      setSerial((before) => before + 1);
      // Once the form holds what was kept, and not what the page came with.
      requestAnimationFrame(current.ask);
    }
  }, []);

  useWizardKeys({
    form,
    onDiscard: () => (isTouched.current ? setIsDiscarding(true) : router.push(options.cancelHref as Route)),
    onBack: (step) => setOwn((before) => ({ ...(before ?? served), step, isAsked: false, refusal: null })),
    step: layout === "page" ? null : state.step,
  });

  function keep(step: DraftStep): void {
    isTouched.current = true;
    if (form.current && layout === "steps") {
      keepDraft(place, step, form.current);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (isSending || !form.current) {
      return;
    }
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    const fields = new FormData(form.current, submitter);
    startSending(async () => settle(await answerOf(action, state, fields)));
  }

  function settle(next: WizardState): void {
    setOwn(next);
    if (next.done) {
      forgetDraft(place);
      tell({ kind: "done", message: next.done.message });
      router.push(next.done.next as Route); // An address of ours: the action built it.
      return;
    }
    live.take(next.look);
    github.take(next.github);
    keep(next.step);
    if (next.step !== state.step) {
      window.history.pushState(null, "", `?step=${next.step}`);
      window.scrollTo(0, 0);
    }
    requestAnimationFrame(() => focusFirst(form.current, next));
  }

  return {
    form,
    serial,
    state,
    live,
    github,
    send,
    submit,
    isSending,
    isDiscarding,
    changed() {
      keep(state.step);
      askBoth();
    },
    /** Asks first when something was typed. */
    askDiscard(event?: { preventDefault(): void }) {
      if (isTouched.current) {
        event?.preventDefault();
        setIsDiscarding(true);
      }
    },
    keepEditing: () => setIsDiscarding(false),
    discard() {
      forgetDraft(place);
      router.push(options.cancelHref as Route);
    },
  };
}

async function answerOf(action: WizardAction, before: WizardState, form: FormData): Promise<WizardState> {
  try {
    return await action(before, form);
  } catch {
    return { ...before, refusal: "The server could not be reached. Nothing was saved; try again." };
  }
}

function focusFirst(form: HTMLFormElement | null, { isAsked, step }: WizardState): void {
  const marked = isAsked ? form?.querySelector<HTMLElement>("[aria-invalid=true]") : null;
  const heading = form?.querySelector<HTMLElement>(`[data-step="${step}"]`);
  (marked ?? heading)?.focus();
}
