import type { Context, Hono } from "hono";
import { html } from "hono/html";
import type { Repository } from "./records";
import { asOwner, findRepository } from "./repositories";
import { type JobRecord, latest, type Run } from "./run-records";
import { runPage } from "./run-shapes";
import { type Html, sitePage } from "./web-page";
import type { World } from "./world";

/** A repository's page, its runs, and one run with all that its jobs printed. */
export function addRunPages(web: Hono, world: World): void {
  web.get("/:owner/:repo", (context) =>
    onRepository(world, context, (repository) => repositoryPage(world, context, repository)),
  );
  web.get("/:owner/:repo/actions", (context) =>
    onRepository(world, context, (repository) => repositoryPage(world, context, repository)),
  );
  for (const path of [
    "/:owner/:repo/actions/runs/:run{[0-9]+}",
    "/:owner/:repo/actions/runs/:run{[0-9]+}/job/:job{[0-9]+}",
  ]) {
    web.get(path, (context) =>
      onRepository(world, context, (repository) => {
        const run = world.runs.get(Number(context.req.param("run")));
        return run?.repositoryId === repository.id ? context.html(runHtml(repository, run)) : nothing(context);
      }),
    );
  }
  web.get("/:owner/:repo/pull/:number{[0-9]+}", (context) =>
    onRepository(world, context, (repository) => pullPage(world, context, repository)),
  );
}

function repositoryPage(world: World, context: Context, repository: Repository): Response | Promise<Response> {
  const runs = [...world.runs.values()].filter(({ repositoryId }) => repositoryId === repository.id).toReversed();
  const rows = runs.map((run) => {
    const { status, conclusion } = latest(run);
    return html`<tr><td><a href="${runPage(world, repository, run)}">${run.displayTitle}</a></td><td>${run.name}</td><td>${conclusion ?? status}</td></tr>`;
  });
  const content =
    rows.length > 0
      ? html`<table><tr><th>Run</th><th>Workflow</th><th>State</th></tr>${rows}</table>`
      : html`<p>Nothing has run yet.</p>`;
  return context.html(sitePage(repository.fullName, html`<h2>Runs</h2>${content}`));
}

function runHtml(repository: Repository, run: Run): Html {
  const attempt = latest(run);
  const content = html`<p>${repository.fullName} · ${run.name} · #${run.number} · attempt ${attempt.number}</p>
<p><strong>${attempt.conclusion ?? attempt.status}</strong>, by ${String(run.actor.login)} through ${run.event} on ${run.branch}</p>
${attempt.jobs.map(jobHtml)}`;
  return sitePage(run.displayTitle, content);
}

function jobHtml(job: JobRecord): Html {
  return html`<h2 id="job-${job.id}">${job.name}: ${job.conclusion ?? job.status}</h2>
<ol>${job.steps.map(({ name, status, conclusion }) => html`<li>${name}: ${conclusion ?? status}</li>`)}</ol>
<pre>${job.log.join("\n")}</pre>
${job.summary && html`<h3>Summary</h3><pre>${job.summary}</pre>`}`;
}

async function pullPage(world: World, context: Context, repository: Repository): Promise<Response> {
  const answer = await asOwner(world, repository, "GET", `/pulls/${context.req.param("number")}`);
  if (answer.status !== 200) {
    return nothing(context);
  }
  const { title, body, state, head } = JSON.parse(answer.body.toString("utf8")) as Record<string, unknown>;
  const branch = String((head as Record<string, unknown>).ref);
  return context.html(
    sitePage(String(title), html`<p>${String(state)}, from ${branch}</p><pre>${String(body ?? "")}</pre>`),
  );
}

async function onRepository(
  world: World,
  context: Context,
  act: (repository: Repository) => Response | Promise<Response>,
): Promise<Response> {
  const { owner = "", repo = "" } = context.req.param() as { owner?: string; repo?: string };
  const repository = await findRepository(world, owner, repo);
  return repository ? act(repository) : nothing(context);
}

function nothing(context: Context): Response | Promise<Response> {
  return context.html(sitePage("Not Found", html`<p class="problem">There is nothing here.</p>`), 404);
}
