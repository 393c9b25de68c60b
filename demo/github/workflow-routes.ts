import type { Hono } from "hono";
import { type ApiContext, type ApiEnv, notFound, paged } from "./api-context";
import { workflowShape } from "./run-shapes";
import { findWorkflow, type KnownWorkflow, listWorkflows, setWorkflowState } from "./workflows";
import type { World } from "./world";

/** Which workflows a repository has, and whether they are on. */
export function addWorkflowRoutes(api: Hono<ApiEnv>, world: World): void {
  api.get("/repos/:owner/:repo/actions/workflows", async (context) => {
    const { repository } = context.var;
    const all = await listWorkflows(world, repository);
    const workflows = paged(world, context, all).map((each) => workflowShape(world, repository, each));
    return context.json({ total_count: all.length, workflows });
  });
  api.get("/repos/:owner/:repo/actions/workflows/:workflow", (context) =>
    onWorkflow(world, context, (workflow) => context.json(workflowShape(world, context.var.repository, workflow))),
  );
  for (const [verb, state] of [
    ["disable", "disabled_manually"],
    ["enable", "active"],
  ] as const) {
    api.put(`/repos/:owner/:repo/actions/workflows/:workflow/${verb}`, (context) =>
      onWorkflow(world, context, (workflow) => {
        setWorkflowState(world, workflow, state);
        return context.body(null, 204);
      }),
    );
  }
}

async function onWorkflow(
  world: World,
  context: ApiContext,
  run: (workflow: KnownWorkflow) => Response,
): Promise<Response> {
  const workflow = await findWorkflow(world, context.var.repository, context.req.param("workflow") ?? "");
  return workflow ? run(workflow) : notFound(context);
}
