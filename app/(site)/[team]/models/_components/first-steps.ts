import { CLI, fetchCli } from "@/app/_components/fetch-cli";
import { shellWord } from "@/app/_components/shell-word";

export const WAYS = ["cli", "python", "curl"] as const;
export type Way = (typeof WAYS)[number];

export const WAY_LABEL = { cli: "CLI", python: "Python", curl: "cURL" } as const satisfies Record<Way, string>;

export type FirstStepsOptions = {
  team: string;
  url: string;
  /** Where there is none yet its place is kept. */
  token?: string | undefined;
};

/** The commands from nothing to a promoted version, ready to be pasted: two for a POSIX shell, one for Python's own library. */
export function firstSteps(way: Way, { team, url, token = "…" }: FirstStepsOptions): string {
  return STEPS[way](team, url, token);
}

const STEPS = { cli: cliSteps, python: pythonSteps, curl: curlSteps } as const satisfies Record<
  Way,
  (team: string, url: string, token: string) => string
>;

function cliSteps(team: string, url: string, token: string): string {
  return `# the command line: one file, which needs Node 20 and nothing else
${fetchCli(url)}
export MODELWIRE_TOKEN=${token}

# upload the files, link them, and get v0 back
${CLI} log ./model --project churn-train --name lgbm-churn \\
  --link ${shellWord(`${team}/churn-classifier`)} --create

# promote it: every automation that matches fires
${CLI} alias ${shellWord(`${team}/churn-classifier`)} production v0`;
}

function pythonSteps(team: string, url: string, token: string): string {
  const base = `${url}/api/v1/teams/${encodeURIComponent(team)}/models`;
  return `import json
from urllib.request import Request, urlopen

MODELS = ${JSON.stringify(base)}
HEADERS = {"Authorization": "Bearer ${token}", "Content-Type": "application/json"}

def send(method, path, body):
    with urlopen(Request(MODELS + path, json.dumps(body).encode(), HEADERS, method=method)) as answer:
        return json.load(answer)

# create the model
send("POST", "", {"name": "churn-classifier"})

# link a version that is stored elsewhere, and get v0 back
send("POST", "/churn-classifier/versions", {"source": {"uri": "s3://acme-lake/churn/model.onnx"}})

# promote it: every automation that matches fires
send("PUT", "/churn-classifier/aliases/production", {"version": "v0"})`;
}

function curlSteps(team: string, url: string, token: string): string {
  const base = `"$MODELWIRE_URL/api/v1/teams/${encodeURIComponent(team)}/models`;
  const send = `-H "Authorization: Bearer $MODELWIRE_TOKEN" -H "Content-Type: application/json"`;
  return `export MODELWIRE_URL=${shellWord(url)}
export MODELWIRE_TOKEN=${token}

# create the model
curl ${base}" ${send} \\
  -d '{"name":"churn-classifier"}'

# link a version that is stored elsewhere, and get v0 back
curl ${base}/churn-classifier/versions" ${send} \\
  -d '{"source":{"uri":"s3://acme-lake/churn/model.onnx"}}'

# promote it: every automation that matches fires
curl -X PUT ${base}/churn-classifier/aliases/production" ${send} \\
  -d '{"version":"v0"}'`;
}
