import { beginSetup } from "@/app/_server/github-setup";
import { startRuntime } from "@/app/_server/runtime";

type Context = { params: Promise<{ team: string }> };

/** On to GitHub, to install the App on an account. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { ports } = await startRuntime();
  return beginSetup(request, (await params).team, (actor) => ports.githubApp.setup.installUrl(actor));
}
