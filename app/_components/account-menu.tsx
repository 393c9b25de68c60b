import { Check, Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { signOut } from "@/app/sign-in/actions";
import { accountPath } from "../_server/paths";
import { chooseKeys, chooseTheme } from "./actions";
import { ExactTimes } from "./exact-times.client";
import type { ThemeChoice } from "./theme";
import { Avatar } from "./ui/avatar";
import { Link } from "./ui/link.client";

const POPOVER_ID = "account";

const THEMES = [
  { choice: "system", label: "As the system", icon: Monitor, command: "Use the theme of the system" },
  { choice: "light", label: "Light", icon: Sun, command: "Use the light theme" },
  { choice: "dark", label: "Dark", icon: Moon, command: "Use the dark theme" },
] as const satisfies readonly { choice: ThemeChoice; label: string; icon: typeof Sun; command: string }[];

const LINE =
  "flex h-7 w-full items-center gap-2 rounded-chip px-2 text-left hover:bg-hover max-sm:h-9 [&_svg]:size-3.5";

export type AccountMenuProps = { name: string; theme: ThemeChoice; hasKeys: boolean };

/** Who is signed in, how this browser shows things, and the way out, in the browser's own popover: it works before JavaScript. */
export function AccountMenu({ name, theme, hasKeys }: AccountMenuProps) {
  return (
    <>
      <button
        type="button"
        popoverTarget={POPOVER_ID}
        aria-label={`Account: ${name}`}
        className="grid size-7 place-items-center rounded-full max-sm:size-9"
      >
        <Avatar name={name} />
      </button>
      <section
        // A choice that was kept makes another menu of it, and a new popover is closed.
        key={`${theme} ${hasKeys}`}
        id={POPOVER_ID}
        popover="auto"
        aria-label="Account"
        className="fixed inset-auto top-[42px] right-2 min-w-52 rounded-panel bg-raised p-1 text-ink shadow-float open:animate-appear"
      >
        <p className="truncate px-2 py-1.5 text-ink-2 text-small">
          Signed in as <b className="font-medium text-ink">{name}</b>
        </p>
        <MenuPart>
          <form action={chooseTheme} aria-label="Theme">
            {THEMES.map(({ choice, label, icon: Icon, command }) => (
              <button
                key={choice}
                type="submit"
                name="theme"
                value={choice}
                aria-pressed={choice === theme}
                data-command={command}
                className={LINE}
              >
                <Icon aria-hidden="true" className="text-ink-2" strokeWidth={1.8} />
                {label}
                {choice === theme ? <Check aria-hidden="true" className="ml-auto" /> : null}
              </button>
            ))}
          </form>
        </MenuPart>
        <MenuPart>
          <Link href={accountPath()} data-command="Open your account" className={LINE}>
            <UserRound aria-hidden="true" className="text-ink-2" strokeWidth={1.8} />
            Account and sessions
          </Link>
          <ExactTimes className={`noscript:hidden ${LINE}`} />
          <form action={chooseKeys} aria-label="Keyboard">
            <button
              type="submit"
              name="keys"
              value={hasKeys ? "off" : "on"}
              data-command={hasKeys ? "Turn single-key shortcuts off" : "Turn single-key shortcuts on"}
              className={LINE}
            >
              <Keyboard aria-hidden="true" className="text-ink-2" strokeWidth={1.8} />
              Single-key shortcuts
              <span className="ml-auto text-ink-3 text-small">{hasKeys ? "on" : "off"}</span>
            </button>
          </form>
        </MenuPart>
        <MenuPart>
          <form action={signOut} aria-label="Session">
            <button type="submit" data-command="Sign out" className={LINE}>
              <LogOut aria-hidden="true" className="text-ink-2" strokeWidth={1.8} />
              Sign out
            </button>
          </form>
        </MenuPart>
      </section>
    </>
  );
}

function MenuPart({ children }: { children: ReactNode }) {
  return <div className="mt-1 border-line border-t pt-1">{children}</div>;
}
