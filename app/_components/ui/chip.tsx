import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

const chipLook = cva(
  "inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-chip border px-1.5 align-middle text-[11.5px] leading-none [&_svg]:size-2.5 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        accent: "border-accent-line bg-accent-soft text-accent",
        ink: "border-ink bg-ink text-on-ink",
        dashed: "border-line-strong border-dashed text-ink-3",
        struck: "border-line text-ink-3 line-through",
        quiet: "border-transparent bg-sunken font-[450] text-ink-2 dark:bg-hover",
      },
      type: { mono: "font-medium font-mono tracking-[-.015em]", sans: "font-sans" },
    },
    defaultVariants: { look: "quiet", type: "sans" },
  },
);

export type ChipProps = ComponentProps<"span"> & VariantProps<typeof chipLook>;

/** The 20 px chip. Aliases are mono and coloured, tags sans and grey, so that they are never confused. */
export function Chip({ look, type, className, ...rest }: ChipProps) {
  return <span {...rest} className={classNames(chipLook({ look, type }), className)} />;
}
