import { CircleAlert, CircleCheck } from "lucide-react";
import type { TemplateLook } from "@/lib/core/template-look";
import { formatBytes, formatPlural } from "./format";
import { classNames } from "./ui/class-names";
import { Kbd } from "./ui/kbd";

type JsonEditorFootProps = { look: TemplateLook; hasVariables: boolean; bytesMax: number; isOpen: boolean };

/** Whether it is JSON, how large, and the key that offers variables. */
export function JsonEditorFoot({ look, hasVariables, bytesMax, isOpen }: JsonEditorFootProps) {
  const isTooLarge = look.bytes > bytesMax;
  const isWell = look.fault === null && !isTooLarge;
  return (
    <div className="flex min-h-[34px] flex-wrap items-center gap-x-3 gap-y-1 border-line border-t px-3 py-1 text-ink-3 text-small">
      <span className="flex min-w-0 items-center gap-1.5">
        {isWell ? (
          <CircleCheck aria-hidden="true" className="size-3.5 shrink-0 text-positive-mark" />
        ) : (
          <CircleAlert aria-hidden="true" className="size-3.5 shrink-0 text-critical-mark" />
        )}
        {validity(look, hasVariables)}
      </span>
      <span className={classNames("ml-auto tabular-nums", isTooLarge && "text-critical")}>
        {formatBytes(look.bytes)} of {bytesMax / 1024} KB
      </span>
      {isOpen && hasVariables ? (
        <span className="flex items-center gap-1 max-sm:hidden">
          <Kbd>⌃</Kbd>
          <Kbd>Space</Kbd> variables
        </span>
      ) : null}
    </div>
  );
}

function validity({ fault, variables, variableFaults }: TemplateLook, hasVariables: boolean): string {
  if (fault) {
    return `No JSON yet, line ${fault.line}`;
  }
  if (!hasVariables) {
    return "Valid JSON";
  }
  const unclosed = variables.find(({ isClosed }) => !isClosed);
  const line = variableFaults.find(({ from }) => from === unclosed?.from)?.line;
  const count = formatPlural(variables.filter(({ isClosed }) => isClosed).length, "variable");
  return `Valid JSON, ${count}${line === undefined ? "" : `, line ${line} unfinished`}`;
}
