import type { Metadata } from "next";
import Form from "next/form";
import { PageHead } from "@/app/_components/page-head";
import { Button } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { SelectField } from "@/app/_components/ui/fields.client";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import { deliveriesPath, newBatchPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import type { BatchKind, BatchTarget } from "@/lib/core/batch";
import { listBatchTargets, previewBatch } from "@/lib/deliveries/batches/queries";
import { BatchForm } from "../../_components/batch-form";
import { batchSearch, SINCE_CHOICES, wishOfSearch } from "../../_components/batch-search";

const TITLE = { recover: "Recover failed", stop: "Stop all waiting" } as const satisfies Record<BatchKind, string>;
const NOTE = {
  recover: "what gave up at one webhook or automation, sent again",
  stop: "what waits for one webhook or automation, ended",
} as const satisfies Record<BatchKind, string>;

type NewBatchProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export async function generateMetadata({ searchParams }: NewBatchProps): Promise<Metadata> {
  return { title: TITLE[readSearch(batchSearch, await singleParams(searchParams)).kind] };
}

/** First what it is about and since when, then how many that are, then the button. */
export default async function NewBatchPage({ params, searchParams }: NewBatchProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(batchSearch, await singleParams(searchParams));
  const pool = await db();
  const wish = wishOfSearch(search, new Date());
  const [targets, preview] = await Promise.all([
    listBatchTargets(pool, scope, search.kind),
    wish ? previewBatch(pool, scope, wish) : null,
  ]);
  const team = scope.teamName;
  const counted = preview?.ok ? preview.value : null;
  return (
    <>
      <PageHead title={TITLE[search.kind]} note={NOTE[search.kind]} />
      <div className="flex max-w-[640px] flex-col gap-5 px-6 pb-10 max-sm:px-4">
        {targets.length === 0 && !counted ? (
          <EmptyState
            level="h2"
            title={search.kind === "recover" ? "Nothing gave up" : "Nothing waits"}
            className="rounded-panel border border-line"
            action={<TextLink href={deliveriesPath(team)}>Show all deliveries</TextLink>}
          >
            There is no webhook or automation with a delivery that this could move.
          </EmptyState>
        ) : (
          <Form action={newBatchPath(team)} className="grid grid-cols-2 items-end gap-3 max-sm:grid-cols-1">
            <input type="hidden" name="kind" value={search.kind} />
            <SelectField
              name="of"
              label="Of"
              choices={choicesOf(targets, counted)}
              defaultValue={counted ? choiceOf(counted) : undefined}
            />
            <SelectField
              name="within"
              label="Made"
              choices={SINCE_CHOICES.map(({ value, label }) => ({ value, label }))}
              defaultValue={search.within}
            />
            <Button type="submit" size="large" className="justify-self-start">
              Count them
            </Button>
          </Form>
        )}
        {wish && preview?.ok ? <BatchForm scope={scope} wish={wish} target={preview.value} /> : null}
        {preview && !preview.ok ? <Note tone="critical" title={preview.problem.message} /> : null}
      </div>
    </>
  );
}

/** What was counted is among them, though nothing of it may be left. */
function choicesOf(targets: readonly BatchTarget[], counted: BatchTarget | null) {
  const isListed = counted === null || targets.some((target) => choiceOf(target) === choiceOf(counted));
  return [...targets, ...(isListed ? [] : [{ ...counted, deliveries: 0 }])].map((target) => ({
    value: choiceOf(target),
    label: `${target.type === "webhook" ? "Webhook" : "Automation"} ${target.name} (${target.deliveries})`,
  }));
}

function choiceOf({ type, id }: BatchTarget): string {
  return `${type}:${id}`;
}
