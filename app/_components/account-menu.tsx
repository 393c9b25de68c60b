import { CircleUser, LogOut } from "lucide-react";
import Link from "next/link";
import { accountPath } from "@/app/_server/paths";
import { signOut } from "@/app/sign-in/actions";
import { Avatar } from "./ui/avatar";

const POPOVER_ID = "account";

/** Who is signed in, and the way out, in the browser's own popover: it works before JavaScript. */
export function AccountMenu({ name }: { name: string }) {
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
      <form
        id={POPOVER_ID}
        popover="auto"
        action={signOut}
        aria-label="Account"
        className="fixed inset-auto top-[42px] right-2 min-w-44 rounded-panel bg-raised p-1 text-ink shadow-float open:animate-appear"
      >
        <p className="mb-1 truncate border-line border-b px-2 py-1.5 text-ink-2 text-small">
          Signed in as <b className="font-medium text-ink">{name}</b>
        </p>
        <Link
          href={accountPath()}
          className="flex h-7 w-full items-center gap-2 rounded-chip px-2 hover:bg-hover max-sm:h-9"
        >
          <CircleUser aria-hidden="true" className="size-3.5 text-ink-2" strokeWidth={1.8} />
          Account and sessions
        </Link>
        <button
          type="submit"
          className="flex h-7 w-full items-center gap-2 rounded-chip px-2 text-left hover:bg-hover max-sm:h-9"
        >
          <LogOut aria-hidden="true" className="size-3.5 text-ink-2" strokeWidth={1.8} />
          Sign out
        </button>
      </form>
    </>
  );
}
