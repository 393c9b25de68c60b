import { Check, Monitor, Moon, Sun } from "lucide-react";
import { chooseTheme } from "./actions";
import type { ThemeChoice } from "./theme";
import { Button } from "./ui/button";

const CHOICES = [
  { choice: "system", label: "As the system", icon: Monitor },
  { choice: "light", label: "Light", icon: Sun },
  { choice: "dark", label: "Dark", icon: Moon },
] as const satisfies readonly { choice: ThemeChoice; label: string; icon: typeof Sun }[];

const POPOVER_ID = "theme-choices";

/** Three submit buttons in the browser's own popover: choosing works before JavaScript. */
export function ThemeSwitch({ choice }: { choice: ThemeChoice }) {
  const current = CHOICES.find((entry) => entry.choice === choice) ?? CHOICES[0];
  const Icon = current.icon;
  return (
    <>
      <Button look="ghost" square popoverTarget={POPOVER_ID} aria-label={`Theme: ${current.label.toLowerCase()}`}>
        <Icon aria-hidden="true" className="size-4!" strokeWidth={1.8} />
      </Button>
      {/* The key makes a new form of it once a choice is kept, and a new popover is closed. */}
      <form
        key={choice}
        id={POPOVER_ID}
        popover="auto"
        action={chooseTheme}
        aria-label="Theme"
        className="fixed inset-auto top-[42px] right-2 min-w-44 rounded-panel bg-raised p-1 text-ink shadow-float open:animate-appear"
      >
        {CHOICES.map((entry) => (
          <button
            key={entry.choice}
            type="submit"
            name="theme"
            value={entry.choice}
            aria-pressed={entry.choice === choice}
            className="flex h-7 w-full items-center gap-2 rounded-chip px-2 text-left hover:bg-hover max-sm:h-9 [&_svg]:size-3.5"
          >
            <entry.icon aria-hidden="true" className="text-ink-2" strokeWidth={1.8} />
            {entry.label}
            {entry.choice === choice ? <Check aria-hidden="true" className="ml-auto" /> : null}
          </button>
        ))}
      </form>
    </>
  );
}
