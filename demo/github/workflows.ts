import type { Repository, WorkflowState } from "./records";
import { listWorkflowPaths, readFile } from "./repositories";
import { numberOf } from "./shapes";
import { parseWorkflow, type Workflow } from "./workflow-file";
import type { World } from "./world";

export type KnownWorkflow = { path: string; name: string; state: WorkflowState; text: string };

/** The workflows of a repository: the files on its default branch, and what was made of each there. */
export async function listWorkflows(world: World, repository: Repository): Promise<KnownWorkflow[]> {
  const paths = await listWorkflowPaths(world, repository, repository.defaultBranch);
  const found = await Promise.all(
    paths.map(async (path) => {
      const content = await readFile(world, repository, repository.defaultBranch, path);
      const text = content?.toString("utf8") ?? "";
      const file = parseWorkflow(text);
      return {
        path,
        name: file.ok ? workflowName(file.value, path) : path,
        state: workflowState(world, repository, path),
        text,
      };
    }),
  );
  return found;
}

/** By number, or by the name of the file, as GitHub takes either. */
export async function findWorkflow(
  world: World,
  repository: Repository,
  wanted: string,
): Promise<KnownWorkflow | null> {
  const all = await listWorkflows(world, repository);
  return all.find(({ path, state }) => String(state.id) === wanted || path.split("/").at(-1) === wanted) ?? null;
}

/** Whether a workflow is on, and since when it is known. Its number stays with its path. */
export function workflowState(world: World, repository: Repository, path: string): WorkflowState {
  const key = `${repository.id}:${path}`;
  const at = world.now();
  const state = world.workflows.get(key) ?? { id: numberOf(key), state: "active", createdAt: at, updatedAt: at };
  world.workflows.set(key, state);
  return state;
}

export function setWorkflowState(world: World, workflow: KnownWorkflow, state: WorkflowState["state"]): void {
  Object.assign(workflow.state, { state, updatedAt: world.now() });
}

/** GitHub shows the path where a file gives itself no name. */
export function workflowName(file: Workflow, path: string): string {
  return file.name ?? path;
}
