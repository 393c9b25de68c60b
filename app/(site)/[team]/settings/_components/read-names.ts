import "server-only";
import { db } from "@/app/_server/runtime";
import type { TeamScope } from "@/lib/core/actor";
import { PAGE_LIMIT_MAX, type Page, type PageRequest } from "@/lib/core/page";
import type { Result } from "@/lib/core/result";
import { listSecrets } from "@/lib/secrets/queries";
import { listWebhooks } from "@/lib/webhooks/queries";

/** More than these nobody picks from a list. */
const PAGES_MAX = 5;

/** The names of the team's secrets, for the fields that choose one; none for who may not see them. */
export async function readSecretNames(scope: TeamScope): Promise<string[]> {
  const pool = await db();
  return allNames((page) => listSecrets(pool, scope, page));
}

export async function readWebhookNames(scope: TeamScope): Promise<string[]> {
  const pool = await db();
  return allNames((page) => listWebhooks(pool, scope, page));
}

async function allNames(list: (page: PageRequest) => Promise<Result<Page<{ name: string }>>>): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await list({ limit: PAGE_LIMIT_MAX, cursor });
    if (!page.ok) {
      break;
    }
    names.push(...page.value.items.map(({ name }) => name));
    if (page.value.nextCursor === null) {
      break;
    }
    cursor = page.value.nextCursor;
  }
  return names;
}
