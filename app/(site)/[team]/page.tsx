import { redirect } from "next/navigation";
import { modelsPath } from "@/app/_server/paths";
import { requireScope } from "@/app/_server/session";

/** A team's own address is its models. */
export default async function TeamPage({ params }: { params: Promise<{ team: string }> }) {
  const scope = await requireScope((await params).team);
  redirect(modelsPath(scope.teamName));
}
