"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { PAYLOAD_BYTES_MAX } from "@/lib/core/automation";
import { lookOverTemplate } from "@/lib/core/template-look";
import type { KnownSecrets } from "@/lib/core/template-resolve";
import type { ListedVariable } from "@/lib/core/variable-list";
import { useFormState } from "./form-state.client";
import type { JsonCode } from "./json-code";
import { JsonEditorFoot } from "./json-editor-foot";
import { JsonEditorProblems } from "./json-editor-problems";
import { classNames } from "./ui/class-names";
import { CONTROL } from "./ui/control";

export type JsonEditorPreset = { name: string; label: string; text: string };

export type JsonEditorProps = {
  name: string;
  label: ReactNode;
  note?: ReactNode;
  hint?: ReactNode;
  defaultValue: string;
  /** What `${` offers, with the value that each has for the event looked at. Secrets are among them by name. */
  variables: readonly ListedVariable[];
  /** The secret behind the webhook's access token: `${ACCESS_TOKEN}` means it. */
  accessTokenSecret?: string | null;
  /** False for a body that is sent as it stands, without variables. */
  hasVariables?: boolean;
  /** What the server says of this field, besides the form's own refusal. */
  problems?: readonly string[];
  bytesMax?: number;
  /** Whole texts to begin from. Before JavaScript their buttons send the form with `intent` = `preset:<name>`. */
  presets?: readonly JsonEditorPreset[];
  onText?: (text: string) => void;
  className?: string;
};

const loadCode = () => import("./json-code").then(({ openJsonCode }) => openJsonCode);

/**
 * JSON with variables. Before JavaScript, and until it is seen, it is a plain text field of the form; the editor then
 * takes its place and keeps writing into it, so that the form sends the same either way.
 */
export function JsonEditor(props: JsonEditorProps) {
  const { name, label, note, hint, defaultValue, presets = [], problems = [], bytesMax = PAYLOAD_BYTES_MAX } = props;
  const { state } = useFormState();
  const refusal = state.kind === "refused" && state.field?.startsWith(name) ? [state.message] : [];
  const typed = state.kind === "idle" ? undefined : state.values?.[name];
  const [text, setText] = useState(typed ?? defaultValue);
  const known = knownOf(props);
  const look = lookOverTemplate(text, known);
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const code = useJsonCode({ frame, field, id, props, known, onText: follow });

  function follow(next: string): void {
    setText(next);
    props.onText?.(next);
  }

  function replace(next: string, range?: { from: number; to: number }): void {
    if (code) {
      code.replace(next, range);
      code.focus();
    }
  }

  return (
    <div className={classNames("min-w-0", props.className)}>
      <div className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1.5">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a label is clicked, and keys reach the editor by Tab. */}
        <label
          id={`${id}-label`}
          htmlFor={id}
          className="flex items-baseline gap-1.5 font-medium text-small"
          onClick={() => code?.focus()}
        >
          {label}
          {note ? <span className="font-normal text-ink-3">{note}</span> : null}
        </label>
        <Presets presets={presets} text={text} onChoose={code ? replace : null} />
      </div>
      <div
        className={classNames(
          "min-w-0 overflow-clip rounded-control border border-line-strong bg-surface focus-within:border-accent focus-within:outline-[3px] focus-within:outline-accent/20 dark:bg-sunken",
          look.fault || look.variableFaults.length > 0 || refusal.length > 0 ? "border-critical-line" : "",
        )}
      >
        <textarea
          ref={field}
          id={id}
          name={name}
          defaultValue={text}
          hidden={code !== null}
          rows={14}
          spellCheck={false}
          aria-describedby={`${id}-said`}
          onChange={(event) => follow(event.currentTarget.value)}
          className={classNames(CONTROL, "block rounded-none border-0 px-3.5 py-2 font-mono text-small leading-[19px]")}
        />
        <div ref={frame} />
        <JsonEditorProblems
          text={text}
          look={props.hasVariables === false ? { ...look, variableFaults: [] } : look}
          said={[...problems, ...refusal]}
          onUse={code ? (fault) => replace(`\${${fault.nearest}}`, fault) : null}
        />
        <JsonEditorFoot look={look} hasVariables={props.hasVariables !== false} bytesMax={bytesMax} isOpen={!!code} />
      </div>
      <p id={`${id}-said`} className={hint ? "mt-1.5 text-ink-3 text-small" : "sr-only"}>
        {hint}
        {code ? <span className="sr-only"> Tab indents. Press Escape, then Tab, to leave the editor.</span> : null}
      </p>
    </div>
  );
}

function knownOf({ variables, accessTokenSecret = null }: JsonEditorProps): KnownSecrets {
  const secretNames = variables.flatMap(({ name }) => (name.startsWith("secrets.") ? [name.slice(8)] : []));
  return { secretNames, accessTokenSecret };
}

type Opening = {
  frame: React.RefObject<HTMLDivElement | null>;
  field: React.RefObject<HTMLTextAreaElement | null>;
  id: string;
  props: JsonEditorProps;
  known: KnownSecrets;
  onText: (text: string) => void;
};

function useJsonCode(opening: Opening): JsonCode | null {
  const { frame, field, id } = opening;
  const [code, setCode] = useState<JsonCode | null>(null);
  const latest = useRef(opening);

  // An effect, because the editor asks for what was last given, not for what it was opened with.
  useEffect(() => {
    latest.current = opening;
    code?.remark();
  });

  // An effect, because the editor is a thing of the document: it is loaded when its place comes into view.
  useEffect(() => {
    const place = frame.current;
    const plain = field.current;
    if (!place || !plain) {
      return;
    }
    let opened: JsonCode | null = null;
    let isGone = false;
    const watcher = new IntersectionObserver(async (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) {
        return;
      }
      watcher.disconnect();
      const open = await loadCode();
      if (isGone) {
        return;
      }
      const hadFocus = document.activeElement === plain;
      plain.hidden = true; // At once: React says so too, a moment later.
      opened = open({
        parent: place,
        text: plain.value,
        labelledBy: `${id}-label`,
        describedBy: `${id}-said`,
        look: (text) => lookWith(text, latest.current),
        variables: () => (latest.current.props.hasVariables === false ? [] : latest.current.props.variables),
        onText(text) {
          plain.value = text;
          latest.current.onText(text);
        },
      });
      if (hadFocus) {
        opened.focus();
      }
      latest.current.onText(plain.value); // What was typed before the page had its code.
      setCode(opened);
    });
    watcher.observe(plain);
    const forget = followReset(plain, () => opened);
    return () => {
      isGone = true;
      forget();
      watcher.disconnect();
      opened?.destroy();
      plain.hidden = false;
      setCode(null);
    };
  }, [frame, field, id]);
  return code;
}

function lookWith(text: string, { known, props }: Opening) {
  const look = lookOverTemplate(text, known);
  return props.hasVariables === false ? { ...look, variables: [], variableFaults: [] } : look;
}

/** A form that is reset gives the plain field its first text again, and the editor follows. */
function followReset(plain: HTMLTextAreaElement, code: () => JsonCode | null): () => void {
  const follow = () => queueMicrotask(() => code()?.replace(plain.value));
  plain.form?.addEventListener("reset", follow);
  return () => plain.form?.removeEventListener("reset", follow);
}

type PresetsProps = {
  presets: readonly JsonEditorPreset[];
  text: string;
  onChoose: ((text: string) => void) | null;
};

function Presets({ presets, text, onChoose }: PresetsProps) {
  if (presets.length === 0) {
    return null;
  }
  return (
    <fieldset className="ml-auto flex min-w-0 flex-wrap items-center gap-2">
      <legend className="float-left text-ink-3 text-small max-sm:sr-only">Preset</legend>
      <span className="inline-flex max-w-full gap-px overflow-x-auto rounded-[7px] border border-line bg-sunken p-0.5">
        {presets.map((preset) => (
          <button
            key={preset.name}
            type="submit"
            name="intent"
            value={`preset:${preset.name}`}
            formNoValidate
            aria-pressed={preset.text === text}
            onClick={(event) => {
              if (onChoose) {
                event.preventDefault();
                onChoose(preset.text);
              }
            }}
            className="flex h-6 shrink-0 items-center whitespace-nowrap rounded-[5px] px-[9px] font-medium text-ink-2 text-small -outline-offset-2 hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-[0_0_0_1px_var(--line-strong),var(--lift-low)] max-sm:h-9 dark:aria-pressed:bg-raised"
          >
            {preset.label}
          </button>
        ))}
      </span>
    </fieldset>
  );
}
