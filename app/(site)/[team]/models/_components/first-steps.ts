export type Way = "cli" | "curl";

/** The commands from nothing to a promoted version, ready to be pasted into a POSIX shell. */
export function firstSteps(way: Way, team: string, url: string): string {
  return way === "cli" ? cliSteps(team, url) : curlSteps(team, url);
}

function cliSteps(team: string, url: string): string {
  return `export MODELWIRE_URL=${quotedWord(url)}
export MODELWIRE_TOKEN=…

# upload the files, link them, and get v0 back
modelwire log ./model --project churn-train --name lgbm-churn \\
  --link ${quotedWord(`${team}/churn-classifier`)} --create

# promote it: every automation that matches fires
modelwire alias ${quotedWord(`${team}/churn-classifier`)} production v0`;
}

function curlSteps(team: string, url: string): string {
  const base = `"$MODELWIRE_URL/api/v1/teams/${encodeURIComponent(team)}/models`;
  const send = `-H "Authorization: Bearer $MODELWIRE_TOKEN" -H "Content-Type: application/json"`;
  return `export MODELWIRE_URL=${quotedWord(url)}
export MODELWIRE_TOKEN=…

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

/** Plain words stay as they are; anything else is one shell word. */
export function quotedWord(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
