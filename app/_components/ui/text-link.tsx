import type { ComponentProps } from "react";
import { Link } from "@/app/_components/ui/link.client";
import { LinkMoving } from "../moving/link-moving.client";
import { classNames } from "./class-names";

/** A link in accent. Inside a sentence it is underlined, because there colour alone would be its only sign. */
export function TextLink({
  inText = false,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & { inText?: boolean }) {
  return (
    <Link
      {...rest}
      className={classNames(
        "text-accent underline-offset-3 hover:underline",
        inText && "underline decoration-current/35",
        className,
      )}
    >
      {children}
      {typeof rest.href === "string" ? <LinkMoving href={rest.href} /> : null}
    </Link>
  );
}
