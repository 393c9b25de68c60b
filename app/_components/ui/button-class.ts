import { cva } from "class-variance-authority";

/** The classes of a button, for what is one in looks alone. */
export const buttonClass = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-control border font-medium no-underline transition-colors duration-[80ms] disabled:shadow-none [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        default:
          "border-line-strong bg-surface text-ink shadow-low hover:bg-hover disabled:bg-surface disabled:text-ink-off dark:bg-raised dark:disabled:bg-raised [&:not(:disabled)_svg]:text-ink-2",
        primary:
          "border-ink bg-ink text-on-ink shadow-low hover:border-ink-2 hover:bg-ink-2 disabled:opacity-50 [&_kbd]:border-on-ink/35 [&_kbd]:bg-transparent [&_kbd]:text-on-ink",
        ghost: "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink disabled:text-ink-off",
        danger:
          "border-line-strong bg-surface text-critical shadow-low hover:bg-critical-soft disabled:text-ink-off dark:bg-raised",
        destructive:
          "border-critical bg-critical text-on-critical shadow-low hover:opacity-90 disabled:opacity-50 disabled:hover:opacity-50",
      },
      size: {
        small: "h-6 rounded-[5px] px-2 text-small max-sm:h-9 max-sm:px-3",
        normal: "h-7 px-2.5 text-base max-sm:h-9 max-sm:px-3",
        large: "h-8 px-3 text-base max-sm:h-9",
      },
      /** Only an icon: as wide as high, and in need of an `aria-label`. */
      square: { true: "aspect-square px-0 max-sm:px-0", false: "" },
    },
    defaultVariants: { look: "default", size: "normal", square: false },
  },
);
