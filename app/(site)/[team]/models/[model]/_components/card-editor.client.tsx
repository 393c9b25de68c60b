"use client";

import type { Route } from "next";
import { type ReactNode, useRef, useState, useTransition } from "react";
import { ActionForm } from "@/app/_components/action-form.client";
import { Button } from "@/app/_components/ui/button";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { TextAreaField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { CARD_LENGTH_MAX } from "@/lib/core/registry";
import { previewCard, saveCardAction } from "../actions";

export type CardEditorProps = { team: string; model: string; card: string; cancelHref: Route };

/** The card's Markdown, and beside it how it will look. */
export function CardEditor({ team, model, card, cancelHref }: CardEditorProps) {
  const field = useRef<HTMLDivElement>(null);
  const [preview, setPreview] = useState<ReactNode>(null);
  const [isReading, startReading] = useTransition();

  function show(): void {
    const text = field.current?.querySelector("textarea")?.value ?? "";
    startReading(async () => {
      const made = await previewCard(team, text);
      startReading(() => setPreview(made));
    });
  }

  return (
    <ActionForm action={saveCardAction} label="Edit card" hidden={{ team, model }}>
      <div className="grid grid-cols-2 items-start gap-5 max-md:grid-cols-1">
        <div ref={field}>
          <TextAreaField
            name="card"
            label="Card"
            hint="Markdown with tables. HTML is shown as text, and images become links to them."
            defaultValue={card}
            maxLength={CARD_LENGTH_MAX}
            rows={24}
            controlClassName="font-mono text-small"
          />
        </div>
        <section aria-label="Preview" className="noscript:hidden min-w-0">
          <div className="mb-1.5 flex items-center gap-2">
            <h2 className="font-medium text-small">Preview</h2>
            <Button size="small" onClick={show} isPending={isReading} className="ml-auto">
              Show preview
            </Button>
          </div>
          <div aria-live="polite" className="rounded-control border border-line px-3.5 py-3">
            {preview ?? <p className="text-ink-3 text-small">How the card will look on the model’s page.</p>}
          </div>
        </section>
      </div>
      <DialogFoot cancelHref={cancelHref}>
        <SubmitButton look="primary" size="large">
          Save card
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
