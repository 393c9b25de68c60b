"use client";

import { Kbd } from "../ui/kbd";
import { useModifier } from "./modifier.client";
import { SHORTCUTS } from "./shortcut-table";

/** Every shortcut, in the dialog that `?` opens. */
export function ShortcutSheet() {
  const modifier = useModifier();
  return (
    <>
      <div className="grid grid-cols-2 gap-x-8 gap-y-5 pt-1 max-sm:grid-cols-1">
        {SHORTCUTS.map(({ label, shortcuts }) => (
          <section key={label} aria-label={label}>
            <h3 className="pb-1 font-[450] text-ink-3 text-small">{label}</h3>
            <dl>
              {shortcuts.map(({ keys, words }) => (
                <div key={words} className="flex h-7 items-center gap-2">
                  <dt className="min-w-0 flex-1 truncate">{words}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key === "mod" ? modifier : key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="mt-4 text-ink-3 text-small">
        Single keys are off in fields. The account menu turns them off everywhere; the palette has all that they do.
      </p>
    </>
  );
}
