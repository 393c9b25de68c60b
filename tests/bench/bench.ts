import type { PostgresServer } from "../support/postgres";
import type { Findings } from "./figures";
import type { DatabaseKind } from "./product";

export type BenchContext = {
  kind: DatabaseKind;
  server: PostgresServer;
  /** Short runs, for CI: the figures are rougher, the proofs are the same. */
  isQuick: boolean;
  /** How many deliveries a soak makes; null: as many as are asked for. And where its plot goes, if anywhere. */
  soak: { deliveries: number | null; plot: string | null };
  /** True where the throughput bench is to say where its time goes. */
  isProfiled: boolean;
  findings: Findings;
};

/** Measures one thing on one database and leaves figures and faults in the context. */
export type Bench = (context: BenchContext) => Promise<void>;
