import type { DatabaseOptions } from "@/lib/db/client";
import type { Perform } from "./perform";
import type { Launcher } from "./processes";
import type { Progress } from "./producer";
import type { Receiver } from "./receiver";

/** The processes of the product in one run, and what can be done to them. */
export type Stage = {
  perform: Perform;
  /** What the producing process said last. */
  progress(): Progress;
  /** Ends every process in order; what they leave is then read from `database`. */
  finish(): Promise<void>;
  database: DatabaseOptions;
  close(): Promise<void>;
};

export type StageOptions = {
  launcher: Launcher;
  folder: string;
  seed: number;
  receiver: Receiver;
  /** What every process of the product is told: keys, egress, pace. */
  env: Readonly<Record<string, string>>;
  /** Hears of what must not happen to a process, as a sentence. */
  onProcessFault(text: string): void;
  /** Hears how a second process got hold of a folder, or was refused in the wrong words. */
  onIntrusion(text: string): void;
};

/** What the product logs once it holds all it needs. */
export const PRODUCT_READY = '"msg":"Modelwire is ready."';
