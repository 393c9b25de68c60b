import { CircleX } from "lucide-react";
import type { TemplateLook, VariableFault } from "@/lib/core/template-look";
import { Button } from "./ui/button";

type JsonEditorProblemsProps = {
  text: string;
  look: TemplateLook;
  /** What the server said. */
  said: readonly string[];
  /** Null before the editor is there: there is nothing yet that could be put right by a click. */
  onUse: ((fault: VariableFault & { nearest: string }) => void) | null;
};

/** What keeps the text from being saved, each with its line and what to do. */
export function JsonEditorProblems({ text, look, said, onUse }: JsonEditorProblemsProps) {
  // A text just begun is no mistake yet.
  const fault = text.trim() === "" ? null : look.fault;
  // A variable that is not closed may be one that is being typed: the foot names its line.
  const unclosed = new Set(look.variables.filter(({ isClosed }) => !isClosed).map(({ from }) => from));
  const faults = look.variableFaults.filter(({ from }) => !unclosed.has(from));
  const own = faults.map((found) => found.message);
  const others = [...new Set(said)].filter(
    (message) => !own.includes(message) && !(fault && message.endsWith(fault.message)),
  );
  if (!fault && own.length === 0 && others.length === 0) {
    return null;
  }
  return (
    <ul aria-live="polite" className="border-critical-line border-t bg-critical-soft">
      {others.map((message) => (
        <Problem key={message} message={message} />
      ))}
      {fault ? <Problem message={`Line ${fault.line}: ${lowerFirst(fault.message)}`} /> : null}
      {faults.map((found) => (
        <Problem key={found.from} message={`Line ${found.line}: ${lowerFirst(found.message)}`}>
          {onUse && found.nearest !== null ? (
            <Button
              size="small"
              aria-label={`Use ${found.nearest}`}
              onClick={() => onUse({ ...found, nearest: found.nearest ?? "" })}
            >
              Use it
            </Button>
          ) : null}
        </Problem>
      ))}
    </ul>
  );
}

function Problem({ message, children }: { message: string; children?: React.ReactNode }) {
  return (
    <li className="flex items-start gap-2 px-3 py-2 text-ink text-small">
      <CircleX aria-hidden="true" className="mt-px size-3.5 shrink-0 text-critical" />
      <span className="min-w-0 flex-1 break-words">{message}</span>
      {children}
    </li>
  );
}

/** `JSON` stays as it is. */
function lowerFirst(message: string): string {
  return /^[A-Z][A-Z]/.test(message) ? message : message.charAt(0).toLowerCase() + message.slice(1);
}
