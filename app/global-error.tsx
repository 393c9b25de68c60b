"use client";

import { Failure } from "./_components/failure.client";
import { PlainPage } from "./_components/plain-page";
import "./globals.css";

/** Stands in for the root layout when that itself fails, so it brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Failed · Modelwire</title>
        <PlainPage>
          <Failure error={error} retry={retry} />
        </PlainPage>
      </body>
    </html>
  );
}
