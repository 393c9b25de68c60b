import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Markdown } from "@/app/_components/markdown";
import { PageHead } from "@/app/_components/page-head";
import { ButtonLink } from "@/app/_components/ui/button";
import { modelPartPath, nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { getModel } from "@/lib/registry/models/queries";

type CardProps = { params: Promise<{ team: string; model: string }> };

export async function generateMetadata({ params }: CardProps): Promise<Metadata> {
  return { title: `Card of ${nameInPath((await params).model)}` };
}

export default async function CardPage({ params }: CardProps) {
  const { team, model } = await params;
  const scope = await requireScope(team);
  const found = await getModel(await db(), scope, nameInPath(model));
  if (!found.ok) {
    notFound();
  }
  const { name, card } = found.value;
  return (
    <>
      <PageHead
        title="Card"
        note={name}
        actions={
          can(scope.role, "model.write") ? (
            <ButtonLink href={modelPartPath(scope.teamName, name, ["card", "edit"])}>
              <Pencil aria-hidden="true" />
              Edit card
            </ButtonLink>
          ) : undefined
        }
      />
      <div className="max-w-[76ch] px-6 pb-10 max-sm:px-4">
        {card === "" ? <p className="text-ink-3">No card yet.</p> : <Markdown text={card} label="Card" />}
      </div>
    </>
  );
}
