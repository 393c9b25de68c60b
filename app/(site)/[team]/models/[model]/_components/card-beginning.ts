/** Enough to know a model by. */
const LENGTH_MAX = 1_600;

/** The first paragraphs of a card, cut between two: a code block that a cut would leave open goes with what follows. */
export function beginningOf(card: string): { text: string; isCut: boolean } {
  const text = card.trim();
  if (text.length <= LENGTH_MAX) {
    return { text, isCut: false };
  }
  const blocks = text.slice(0, LENGTH_MAX).split(/\n[ \t]*\n/);
  const kept = blocks.length > 1 ? blocks.slice(0, -1) : blocks;
  const isInCode = (kept.join("\n\n").match(/^(```|~~~)/gm)?.length ?? 0) % 2 === 1;
  return { text: `${kept.join("\n\n")}${isInCode ? "\n```" : ""}`, isCut: true };
}
