import type { Route } from "next";
import type { ReactNode } from "react";
import type { FormAction, FormFields } from "@/lib/core/action-state";

type Entry = {
  label: string;
  icon?: ReactNode;
  isDanger?: boolean;
  /** The sentence that says who may, where the person may not: the entry is there and cannot be chosen. */
  disabledBy?: string | null;
};

export type MenuEntry =
  | (Entry & { kind: "link"; href: Route })
  /** Opens a dialog that says what will happen, and the form that makes it so. */
  | (Entry & { kind: "dialog"; title: ReactNode; content: ReactNode })
  /** Acts at once, and tells how it went, with an undo where there is one. */
  | (Entry & { kind: "act"; action: FormAction; hidden: FormFields; undo?: FormAction })
  | { kind: "separator" };
