import { PAGE_LIMIT_MAX } from "@/lib/core/page";
import { ok } from "@/lib/core/result";
import type { Answer } from "./failure";

export type PageWish = { limit: number; cursor?: string };

/** Reads pages until there are as many as were asked for, or no more. */
export async function listUpTo<T>(
  limit: number,
  readPage: (wish: PageWish) => Promise<Answer<{ items: T[]; nextCursor: string | null }>>,
): Promise<Answer<{ items: T[]; hasMore: boolean }>> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const wanted = Math.min(PAGE_LIMIT_MAX, limit - items.length);
    const page: Answer<{ items: T[]; nextCursor: string | null }> = await readPage(
      cursor === null ? { limit: wanted } : { limit: wanted, cursor },
    );
    if (!page.ok) {
      return page;
    }
    items.push(...page.value.items);
    cursor = page.value.nextCursor;
  } while (cursor !== null && items.length < limit);
  return ok({ items, hasMore: cursor !== null });
}
