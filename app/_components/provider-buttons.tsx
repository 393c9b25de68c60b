import { KeySquare } from "lucide-react";
import type { SignInProvider } from "@/app/_server/sign-in-providers";
import { env } from "@/lib/platform/env";
import { GithubMark } from "./github-mark";
import { buttonClass } from "./ui/button";
import { classNames } from "./ui/class-names";

export type ProviderButtonsProps = { providers: readonly SignInProvider[]; next: string; className?: string };

/**
 * One button a provider. They lead to the address that providers know us by, so that the cookie of the exchange is there
 * when they send the browser back; and they are plain links, because what begins there must not be fetched ahead.
 */
export function ProviderButtons({ providers, next, className }: ProviderButtonsProps) {
  return providers.length === 0 ? null : (
    <div className={classNames("flex flex-col gap-2", className)}>
      {providers.map(({ id, name }, place) => (
        <a
          key={id}
          href={`${env().MODELWIRE_URL}/api/auth/signin/${id}?${new URLSearchParams({ next })}`}
          className={classNames(buttonClass({ look: place === 0 ? "primary" : "default", size: "large" }), "w-full")}
        >
          {id === "github" ? <GithubMark /> : <KeySquare aria-hidden="true" />}
          Continue with {name}
        </a>
      ))}
    </div>
  );
}
