/** The registry's address as MLflow's clients are told it. */
export function mlflowUri(url: string, team: string): string {
  return `${url}/mlflow/${encodeURIComponent(team)}`;
}

/** The same with the token in it, which then goes to this server alone: MLflow's variables for tokens go to every server. */
export function mlflowUriWith(url: string, team: string, token: string): string {
  return mlflowUri(url, team).replace("://", `://token:${token}@`);
}
