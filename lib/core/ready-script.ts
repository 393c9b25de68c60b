import type { Json } from "./json";
import { isUrlSecret, maskUrl } from "./presets";
import { payloadText, SECRET_MASK } from "./template";
import type { WebhookPreset } from "./webhook";

export type ReadyScriptOptions = {
  url: string;
  preset: WebhookPreset;
  /** True where the address is known to be a credential, by whatever it holds. */
  isUrlSecret: boolean;
  /** What is sent: a payload as typed, or a rendered one with `***` where secrets stand. */
  payload: Json;
  hasAccessToken: boolean;
  hasSigningSecret: boolean;
  signatureEncoding: "base64" | "hex";
};

/**
 * A Bash script that sends what a delivery would send, for trying a receiver by hand. It holds no secret: the access
 * token, the signing secret and a URL that is itself a secret come from the environment of whoever runs it.
 */
export function readyScript(options: ReadyScriptOptions): string {
  const blocks = [
    ["#!/usr/bin/env bash", ...introduction(options), "set -euo pipefail"],
    ["# Where to, and what. Nothing within single quotes is read by the shell.", endpoint(options), payload(options)],
    ["headers=(--header 'Content-Type: application/json')"],
    options.hasAccessToken ? accessToken() : [],
    options.hasSigningSecret ? signatures(options.signatureEncoding) : [],
    options.preset === "mlflow" ? mlflowHeaders(options) : [],
    request(options),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

/** One word of Bash, whatever the text holds: within single quotes only the quote itself needs care. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function introduction(options: ReadyScriptOptions): string[] {
  const needed = [
    ...(hidesUrl(options) ? ["API_ENDPOINT"] : []),
    ...(options.hasAccessToken ? ["ACCESS_TOKEN"] : []),
    ...(options.hasSigningSecret ? ["SECRET"] : []),
  ];
  return [
    "# Sends one request as Modelwire would, and prints the answer.",
    ...(needed.length === 0 ? [] : [`# Set in the environment before you run it: ${needed.join(", ")}.`]),
    ...(payloadText(options.payload).includes(SECRET_MASK)
      ? [`# ${SECRET_MASK} marks a secret of the payload: put its value in its place.`]
      : []),
  ];
}

/** A URL that lets anyone post is not written into a file that people send around. */
function endpoint(options: ReadyScriptOptions): string {
  return hidesUrl(options)
    ? `: "\${API_ENDPOINT:?Set API_ENDPOINT to the whole URL of the webhook: it is a secret of its own}" # ${maskUrl(options.url)}`
    : `API_ENDPOINT=${shellQuoted(options.url)}`;
}

function hidesUrl(options: ReadyScriptOptions): boolean {
  return options.isUrlSecret || isUrlSecret(options.url, options.preset);
}

function payload(options: ReadyScriptOptions): string {
  return `PAYLOAD=${shellQuoted(payloadText(options.payload))}`;
}

function accessToken(): string[] {
  return [
    "# The access token authorises the sender.",
    ': "${ACCESS_TOKEN:?Set ACCESS_TOKEN to the access token of the webhook}"',
  ];
}

function signatures(encoding: "base64" | "hex"): string[] {
  const encoded = encoding === "hex" ? "od -An -v -tx1 | tr -d ' \\n'" : "openssl base64 -A";
  return [
    "# The signatures prove that the body comes from who knows the secret: HMAC-SHA256 over its exact bytes.",
    ': "${SECRET:?Set SECRET to the signing secret of the webhook}"',
    `signature=$(printf '%s' "$PAYLOAD" | openssl dgst -sha256 -hmac "$SECRET" -binary | ${encoded})`,
    'headers+=(--header "X-Wandb-Signature: $signature")',
    "",
    "# Standard Webhooks signs the id and the time too. Behind whsec_ stands its key in base64.",
    'id="test_$(date +%s)_$$"',
    "timestamp=$(date +%s)",
    "if [[ $SECRET =~ ^whsec_[A-Za-z0-9+/]+={0,2}$ ]]; then",
    "  encoded=${SECRET#whsec_}; encoded=${encoded%%=*}",
    "  while (( ${#encoded} % 4 )); do encoded+='='; done",
    "  key=$(printf '%s' \"$encoded\" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')",
    "else",
    "  key=$(printf '%s' \"$SECRET\" | od -An -v -tx1 | tr -d ' \\n')",
    "fi",
    'signature=$(printf \'%s.%s.%s\' "$id" "$timestamp" "$PAYLOAD" |',
    '  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)',
    'headers+=(--header "webhook-id: $id" --header "webhook-timestamp: $timestamp")',
    'headers+=(--header "webhook-signature: v1,$signature")',
  ];
}

/** MLflow signs as Standard Webhooks does, but with the secret as it is. */
function mlflowHeaders({ hasSigningSecret }: ReadyScriptOptions): string[] {
  return [
    "# The same in the headers of MLflow's own server.",
    ...(hasSigningSecret ? [] : ['id="test_$(date +%s)_$$"', "timestamp=$(date +%s)"]),
    'headers+=(--header "X-MLflow-Delivery-Id: $id" --header "X-MLflow-Timestamp: $timestamp")',
    ...(hasSigningSecret
      ? [
          'signature=$(printf \'%s.%s.%s\' "$id" "$timestamp" "$PAYLOAD" |',
          '  openssl dgst -sha256 -hmac "$SECRET" -binary | openssl base64 -A)',
          'headers+=(--header "X-MLflow-Signature: v1,$signature")',
        ]
      : []),
  ];
}

/** The token goes by a file descriptor, so that it is in no list of processes. */
function request({ hasAccessToken }: ReadyScriptOptions): string[] {
  return [
    "printf '%s' \"$PAYLOAD\" |",
    "  curl --silent --show-error --include --globoff --path-as-is --max-time 15 --request POST \\",
    ...(hasAccessToken ? ["    --header @<(printf 'Authorization: Bearer %s' \"$ACCESS_TOKEN\") \\"] : []),
    '    "${headers[@]}" --data-binary @- --url "$API_ENDPOINT"',
  ];
}
