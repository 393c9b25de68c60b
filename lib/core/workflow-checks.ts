import { deliveryIdExpression } from "./github-payload-places";
import {
  AWAY,
  fine,
  type PreflightCheck,
  type PreflightWish,
  problem,
  type RefFacts,
  type RepositoryFacts,
} from "./preflight-facts";
import { listensTo, WORKFLOWS_FOLDER, type WorkflowFact } from "./workflow-declaration";
import { inputChecks } from "./workflow-inputs";

/** Whether a workflow would start, and know what to do with what it is given. */
export function workflowChecks(facts: RepositoryFacts, ref: RefFacts | null, wish: PreflightWish): PreflightCheck[] {
  return wish.dispatch.kind === "repository" ? listenerChecks(facts, wish) : namedChecks(facts, ref, wish);
}

/** A repository dispatch starts every workflow on the default branch that listens for its type. */
function listenerChecks(facts: RepositoryFacts, wish: PreflightWish): PreflightCheck[] {
  const { dispatch } = wish;
  const eventType = dispatch.kind === "repository" ? dispatch.eventType : "";
  const listening = (facts.workflows ?? []).filter(({ reading }) => reading.ok && listensTo(reading.value, eventType));
  const enabled = listening.filter(({ isEnabled }) => isEnabled);
  if (enabled.length > 0) {
    return enabled.flatMap((workflow) => [
      fine("workflow", `${pathOf(workflow)} on ${branchOf(facts)} listens for ${eventType}.`),
      ...runNameChecks(workflow, wish),
    ]);
  }
  const [disabled] = listening;
  if (disabled) {
    return [disabledProblem(facts, disabled)];
  }
  const isSure = facts.workflows?.every(({ reading }) => reading.ok || !reading.isPastLimit) ?? false;
  if (!facts.hasAllWorkflows || !isSure) {
    return [
      {
        ...AWAY,
        message: `${facts.repository} has workflows that are not read here: none of the others listens for ${eventType}.`,
      },
    ];
  }
  const broken = (facts.workflows ?? []).filter(({ reading }) => !reading.ok);
  const message = `No workflow on ${branchOf(facts)} listens for ${eventType}. GitHub would answer yes and start nothing.`;
  return [
    problem("type_unheard", message, { label: "See its workflows", href: folderUrl(facts) }),
    ...broken.map((workflow) => unreadable(facts, workflow)),
  ];
}

function namedChecks(facts: RepositoryFacts, ref: RefFacts | null, wish: PreflightWish): PreflightCheck[] {
  const { dispatch } = wish;
  const named = dispatch.kind === "workflow" ? dispatch : { workflow: "", ref: null };
  const workflow = facts.workflows?.find(({ file }) => file === named.workflow);
  if (!workflow) {
    return facts.hasAllWorkflows
      ? [
          problem(
            "workflow_missing",
            `${named.workflow} is not on ${branchOf(facts)}, the default branch, and GitHub starts only what is there.`,
            { label: "See what is there", href: folderUrl(facts) },
          ),
        ]
      : [
          {
            ...AWAY,
            message: `${facts.repository} has more workflows than are read here, and ${named.workflow} is not among those read.`,
          },
        ];
  }
  if (!workflow.isEnabled) {
    return [disabledProblem(facts, workflow)];
  }
  return [...startChecks(facts, workflow, wish), ...refChecks(facts, ref, named, wish)];
}

function startChecks(facts: RepositoryFacts, workflow: WorkflowFact, wish: PreflightWish): PreflightCheck[] {
  if (!workflow.reading.ok) {
    return [unreadable(facts, workflow)];
  }
  const { workflowDispatch } = workflow.reading.value;
  if (workflowDispatch === null) {
    const message = `${pathOf(workflow)} does not declare workflow_dispatch, so that it cannot be started by name.`;
    return [problem("trigger_missing", message, { label: "Open the file", href: fileUrl(facts, workflow) })];
  }
  return [
    fine("workflow", `${pathOf(workflow)} on ${branchOf(facts)} can be started by name.`),
    ...inputChecks(workflow.file, workflowDispatch.inputs, wish.payload).map(({ code, message }) =>
      code === "inputs"
        ? fine(code, message)
        : problem(code, message, { label: "Open the file", href: fileUrl(facts, workflow) }),
    ),
    ...runNameChecks(workflow, wish),
  ];
}

function refChecks(
  facts: RepositoryFacts,
  found: RefFacts | null,
  { ref, workflow }: { ref: string | null; workflow: string },
  wish: PreflightWish,
): PreflightCheck[] {
  if (ref === null || ref === facts.found?.defaultBranch) {
    return [];
  }
  if (found === null) {
    return [{ ...AWAY, message: `GitHub did not say whether ${ref} exists.` }];
  }
  if (!found.isThere) {
    const message = `${facts.repository} has no branch or tag named ${ref}.`;
    return [problem("ref_missing", message, { label: "See its branches", href: `${facts.url}/branches` })];
  }
  if (found.workflow === null) {
    const message = `${ref} has no ${WORKFLOWS_FOLDER}/${workflow}: GitHub runs the file as it is there.`;
    return [
      problem("ref_without_workflow", message, {
        label: "See what is there",
        href: `${facts.url}/tree/${encodeURI(ref)}`,
      }),
    ];
  }
  const { reading } = found.workflow;
  const declared = reading.ok ? reading.value.workflowDispatch : null;
  if (declared === null) {
    return [problem("trigger_missing", `On ${ref}, ${workflow} cannot be started by name.`, null)];
  }
  return inputChecks(`${workflow} on ${ref}`, declared.inputs, wish.payload)
    .filter(({ code }) => code !== "inputs")
    .map(({ code, message }) => problem(code, message, null));
}

/** The run is found by the delivery id in its title. Without it a result is matched by time, which can miss. */
function runNameChecks({ file, reading }: WorkflowFact, { payload, dispatch }: PreflightWish): PreflightCheck[] {
  if (!reading.ok) {
    return [];
  }
  const expression = deliveryIdExpression(payload, dispatch);
  const advise = (message: string): PreflightCheck[] => [{ code: "run_name", state: "advice", message, remedy: null }];
  if (expression === null) {
    return advise("The payload does not carry the delivery id, so that the run is found by time.");
  }
  const runName = reading.value.runName ?? "";
  const says = runName.replaceAll("github.event.inputs", "inputs").includes(expression);
  return says ? [] : advise(`The run name of ${file} has no delivery id, so that its result is matched by time.`);
}

function disabledProblem(facts: RepositoryFacts, workflow: WorkflowFact): PreflightCheck {
  return problem("workflow_disabled", `${pathOf(workflow)} is disabled: GitHub starts it for nobody.`, {
    label: "Enable it on GitHub",
    href: `${facts.url}/actions/workflows/${encodeURIComponent(workflow.file)}`,
  });
}

function unreadable(facts: RepositoryFacts, workflow: WorkflowFact): PreflightCheck {
  const { reading } = workflow;
  const fault = reading.ok ? "" : reading.fault;
  return {
    code: "workflow_unreadable",
    state: !reading.ok && reading.isPastLimit ? "unknown" : "problem",
    message: `${pathOf(workflow)} cannot be read: ${fault}`,
    remedy: { label: "Open the file", href: fileUrl(facts, workflow) },
  };
}

function pathOf({ file }: WorkflowFact): string {
  return `${WORKFLOWS_FOLDER}/${file}`;
}

function branchOf({ found }: RepositoryFacts): string {
  return found?.defaultBranch ?? "the default branch";
}

function folderUrl(facts: RepositoryFacts): string {
  return `${facts.url}/tree/${encodeURI(branchOf(facts))}/${WORKFLOWS_FOLDER}`;
}

function fileUrl(facts: RepositoryFacts, { file }: WorkflowFact): string {
  return `${facts.url}/blob/${encodeURI(branchOf(facts))}/${WORKFLOWS_FOLDER}/${encodeURIComponent(file)}`;
}
