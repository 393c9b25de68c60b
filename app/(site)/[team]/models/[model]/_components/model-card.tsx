import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";

/** Enough to know the model by; the whole is in the API. */
const PARAGRAPHS_MAX = 40;

/** The card's Markdown as its paragraphs of plain text: nothing of it is taken for HTML. */
export function ModelCard({ card }: { card: string }) {
  const paragraphs = card
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter(Boolean);
  return (
    <Panel aria-labelledby="card-title" className="flex flex-col">
      <PanelHead title="Card" titleId="card-title" />
      <PanelBody className="max-h-[214px] overflow-auto" tabIndex={0} role="region" aria-label="Card, text">
        {paragraphs.length === 0 ? (
          <p className="text-ink-3 text-small">
            No card yet. It says what the model is for, on what it was trained, and where it must not be used. Clients
            write it as the <code className="font-mono">card</code> of the model.
          </p>
        ) : null}
        {paragraphs.slice(0, PARAGRAPHS_MAX).map((text, index) => (
          <p
            // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place.
            key={index}
            className="mt-[7px] whitespace-pre-line break-words text-[12.5px] text-ink-2 leading-[19px] first:mt-0"
          >
            {text}
          </p>
        ))}
        {paragraphs.length > PARAGRAPHS_MAX ? (
          <p className="mt-2 text-ink-3 text-small">{paragraphs.length - PARAGRAPHS_MAX} more paragraphs.</p>
        ) : null}
      </PanelBody>
    </Panel>
  );
}
