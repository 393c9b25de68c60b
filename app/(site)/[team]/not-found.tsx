import type { Metadata } from "next";
import { EmptyState } from "@/app/_components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundInTeam() {
  return (
    <EmptyState level="h1" title="There is no such page in this team" className="px-6 pt-8">
      It was removed, or the address has a mistake. Names are case-sensitive. What stands in the rail is still there.
    </EmptyState>
  );
}
