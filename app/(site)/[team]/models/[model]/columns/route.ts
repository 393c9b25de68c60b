import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { modelPath, modelsPath, nameInPath } from "@/app/_server/paths";
import { requireScope } from "@/app/_server/session";
import { COLUMNS_COOKIE, encodeColumns } from "../_components/columns";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

type ColumnsContext = { params: Promise<{ team: string; model: string }> };

/** Keeps the chosen columns for the team and shows the model with them. A form's own GET, so that it needs no script. */
export async function GET(request: Request, { params }: ColumnsContext): Promise<never> {
  const { team, model } = await params;
  const scope = await requireScope(team);
  const asked = new URL(request.url).searchParams;
  const columns = encodeColumns(asked.getAll("column"));
  const jar = await cookies();
  jar.set(COLUMNS_COOKIE, columns, {
    maxAge: YEAR_SECONDS,
    path: modelsPath(scope.teamName).replace(/\/models$/, ""),
    sameSite: "lax",
    httpOnly: true,
  });
  redirect(
    modelPath(scope.teamName, nameInPath(model), {
      columns: columns || "none",
      metric: asked.get("metric"),
      filter: asked.get("filter"),
    }),
  );
}
