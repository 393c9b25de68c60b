import type { VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { Link } from "@/app/_components/ui/link.client";
import { buttonClass } from "./button-class";
import { classNames } from "./class-names";
import { Spinner } from "./spinner";

export { buttonClass };

type ButtonLook = VariantProps<typeof buttonClass>;

export type ButtonProps = ComponentProps<"button"> & ButtonLook & { isPending?: boolean };

/** A pending button keeps its width: the spinner takes the icon's place and the label stays. */
export function Button({ look, size, square, isPending = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || isPending}
      aria-busy={isPending || undefined}
      className={classNames(
        buttonClass({ look, size, square }),
        isPending && "[&>svg:not(:first-child)]:hidden",
        className,
      )}
    >
      {isPending ? <Spinner /> : null}
      {children}
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof Link> & ButtonLook;

export function ButtonLink({ look, size, square, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={classNames(buttonClass({ look, size, square }), className)} />;
}
