import { CLI, fetchCli } from "@/app/_components/fetch-cli";
import { mlflowUri, mlflowUriWith } from "@/app/_components/mlflow-address";
import { shellWord } from "@/app/_components/shell-word";
import { TOKEN_PLACE } from "@/app/_components/token-place";

export const WAYS = ["cli", "python", "mlflow", "curl"] as const;
export type Way = (typeof WAYS)[number];

export const WAY_LABEL = {
  cli: "CLI",
  python: "Python",
  mlflow: "MLflow",
  curl: "cURL",
} as const satisfies Record<Way, string>;

/**
 * The commands from nothing to a promoted version, ready to be pasted but for the token, whose place is kept: all but
 * Python's own library are for a POSIX shell.
 */
export function firstSteps(way: Way, { team, url }: { team: string; url: string }): string {
  return STEPS[way](team, url, TOKEN_PLACE);
}

const STEPS = { cli: cliSteps, python: pythonSteps, mlflow: mlflowSteps, curl: curlSteps } as const satisfies Record<
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

function mlflowSteps(team: string, url: string, token: string): string {
  return `# models are registered here, and runs are tracked wherever they are now: these two lines are all
export MLFLOW_REGISTRY_URI=${shellWord(mlflowUri(url, team))}
export MLFLOW_TRACKING_TOKEN=${token}

# a tracking server that has a token of its own keeps it by this line instead of the two:
# export MLFLOW_REGISTRY_URI=${shellWord(mlflowUriWith(url, team, token))}

# register a version, get 1 back, and promote it: every automation that matches fires
python3 - <<'END'
from mlflow import MlflowClient

client = MlflowClient()
client.create_registered_model("churn-classifier")
version = client.create_model_version("churn-classifier", "s3://acme-lake/churn/model")
client.set_registered_model_alias("churn-classifier", "production", version.version)
END`;
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
