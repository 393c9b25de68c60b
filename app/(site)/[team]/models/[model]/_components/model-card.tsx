import { Pencil } from "lucide-react";
import { Markdown } from "@/app/_components/markdown";
import { ButtonLink } from "@/app/_components/ui/button";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelPartPath } from "@/app/_server/paths";
import { beginningOf } from "./card-beginning";

export type ModelCardProps = { team: string; model: string; card: string; canWrite: boolean };

/** How the card begins; the whole has a page of its own. */
export function ModelCard({ team, model, card, canWrite }: ModelCardProps) {
  const { text, isCut } = beginningOf(card);
  return (
    <Panel aria-labelledby="card-title" className="flex flex-col">
      <PanelHead title="Card" titleId="card-title">
        {canWrite ? (
          <ButtonLink look="ghost" size="small" href={modelPartPath(team, model, ["card", "edit"])}>
            <Pencil aria-hidden="true" />
            Edit<span className="sr-only"> card</span>
          </ButtonLink>
        ) : null}
      </PanelHead>
      <PanelBody
        className="max-h-[214px] min-h-0 flex-1 overflow-auto -outline-offset-2"
        tabIndex={0}
        role="region"
        aria-label="Card, text"
      >
        {text === "" ? (
          <p className="text-ink-3 text-small">
            No card yet. It says what the model is for, on what it was trained, and where it must not be used.
          </p>
        ) : (
          <Markdown text={text} label="Card" />
        )}
        {isCut ? (
          <p className="mt-2">
            <TextLink inText href={modelPartPath(team, model, ["card"])} className="max-sm:py-2">
              Read the whole card
            </TextLink>
          </p>
        ) : null}
      </PanelBody>
    </Panel>
  );
}
