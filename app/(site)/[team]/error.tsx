"use client";

import { Failure } from "@/app/_components/failure.client";

/** Within the team's frame, so that the other pages stay one click away. */
export default function TeamError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure error={error} retry={retry} />;
}
