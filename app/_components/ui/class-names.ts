import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// tailwind-merge only knows Tailwind's own scale: without these it would take `text-small` for a colour and drop it
// beside `text-ink-3`.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["micro", "small", "base", "lead", "head", "page", "hero"],
      radius: ["chip", "control", "panel", "dialog"],
      shadow: ["low", "float", "dialog"],
    },
  },
});

/** Joins class names; of two that set the same property the later one stays. */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values));
}
