import type { Api } from "./api";

export const HOSTILE_TEAM = "hostile";

/** Each would set `window.hacked` where a page took it for markup, or for code. */
const SCRIPTS = [
  `</script><script>window.hacked=1</script>`,
  `"><img src=x onerror="window.hacked=1">`,
  `' onmouseover='window.hacked=1' x='`,
  `[click](javascript:window.hacked=1) ![x](x" onerror="window.hacked=1)`,
] as const;
const TEXT = SCRIPTS.join("\n");
/** Names hold no line breaks, and those of models and aliases neither `/` nor `:`. */
const NAME = `"><img src=x onerror="window.hacked=1">`;
const CODE_URL = "javascript:window.hacked=1";

/** A team in which everything that can be written as text wants to run. */
export async function makeHostile(api: Api, receiver: string): Promise<void> {
  await api.post("/webhooks", { name: NAME, url: `${receiver}/hostile` });
  await api.put(`/protected-aliases/${encodeURIComponent(NAME)}`, {});
  await api.post("/tokens", { name: NAME, role: "viewer" });
  await api.post("/secrets", { name: "HOSTILE", value: TEXT });
  await api.post("/models", { name: NAME, description: TEXT, card: TEXT });
  const model = `/models/${encodeURIComponent(NAME)}`;
  await api.put(`${model}/tags/${encodeURIComponent(NAME)}`, { value: TEXT });
  await api.post("/automations", {
    name: NAME,
    description: TEXT,
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: { alias: { equals: NAME }, conditions: [{ field: `metadata.${"hacked"}`, operator: "exists" }] },
    action: { type: "webhook", webhook: NAME, payload: { [TEXT]: TEXT, value: "${artifact_metadata.hacked}" } },
  });
  const artifactId = await api.log({
    project: NAME,
    name: NAME,
    metadata: { hacked: TEXT, [TEXT]: { [TEXT]: [TEXT] } },
    files: { [`${NAME.replaceAll('"', "")}.html`]: TEXT },
  });
  await api.post(`${model}/versions`, { source: { artifactId }, description: TEXT });
  await api.put(`${model}/versions/v0/tags/${encodeURIComponent(NAME)}`, { value: TEXT });
  await api.post(`${model}/versions/v0/evaluations`, { name: NAME, metrics: { [NAME]: 1 }, checks: { [NAME]: false } });
  await api.put(`${model}/aliases/${encodeURIComponent(NAME)}`, { version: "v0" });
  for (const source of [CODE_URL, `data:text/html,${SCRIPTS[0]}`]) {
    await api.post(`${model}/versions`, { source: { uri: source, source: { url: source } } }).catch(() => null);
  }
}

export const HOSTILE_NAME = NAME;
