import type { ActionType } from "./automation";
import type { OutcomeCode } from "./delivery";

export type OutcomeWords = { happened: string; remedy: string | null };

/** What happened to an attempt and what to do, for pages and the command line. `remedy` is null where nothing is needed. */
export function outcomeWords(code: OutcomeCode, action: ActionType): OutcomeWords {
  return WORDS_OF[action]?.[code] ?? OUTCOME_WORDS[code];
}

/** Why something waits although it is due. */
export function heldWords(action: ActionType): string {
  return HELD_WORDS[action];
}

const HELD_WORDS = {
  webhook: "Its webhook kept failing, so it is left alone for a while.",
  github: "GitHub asked to slow down or kept failing, so everything that goes through this installation waits.",
  launch: "Runs could not be queued lately, so it is left alone for a while.",
} as const satisfies Record<ActionType, string>;

export const OUTCOME_WORDS = {
  delivered: { happened: "The receiver accepted it.", remedy: null },
  http_status: {
    happened: "The receiver answered with an error status.",
    remedy: "Read its answer below; mend the receiver or the payload, then redeliver.",
  },
  redirected: {
    happened: "The receiver answered with a redirect, which is never followed.",
    remedy: "Give the webhook the final URL, then redeliver.",
  },
  gone: {
    happened: "The receiver said that this endpoint is gone for good (410), so the webhook was paused.",
    remedy: "Give the webhook a new URL or delete it, then resume it.",
  },
  disabled_by_receiver: {
    happened: "The receiver asked for no more deliveries, so the webhook was paused.",
    remedy: "Agree with the owner of the receiver, then resume the webhook.",
  },
  dns_failed: {
    happened: "The host name could not be resolved.",
    remedy: "Check the spelling of the host and its DNS records.",
  },
  address_forbidden: {
    happened: "The host name leads to a private or otherwise special address, which is never dialled.",
    remedy: "Use a public host, or have the operator allow this one in MODELWIRE_EGRESS_ALLOW, then redeliver.",
  },
  url_forbidden: {
    happened: "The webhook's URL is not allowed.",
    remedy: "Use https and a public host name without user name or password, then redeliver.",
  },
  connection_refused: {
    happened: "Nothing listens at the receiver's address and port.",
    remedy: "Start the receiver, or mend the port in the URL.",
  },
  connection_reset: {
    happened: "The connection broke before an answer came.",
    remedy: "Look into the receiver's log: it may or may not have seen the request.",
  },
  network_unreachable: {
    happened: "There is no route to the receiver's network.",
    remedy: "Check the network between this server and the receiver.",
  },
  timeout: {
    happened: "The receiver did not answer in time.",
    remedy: "Let the receiver answer first and do its work afterwards.",
  },
  tls_failed: {
    happened: "No secure connection could be made: the certificate or its name does not hold.",
    remedy: "Renew the receiver's certificate, and serve its whole chain for this host name.",
  },
  headers_too_large: {
    happened: "The answer's headers were too large to read.",
    remedy: "Have the receiver send fewer headers, then redeliver.",
  },
  protocol_error: {
    happened: "The answer was not valid HTTP.",
    remedy: "Check that the URL's scheme and port lead to an HTTP server.",
  },
  network_error: { happened: "The network failed during the attempt.", remedy: "Check the receiver's reachability." },
  cancelled: { happened: "The delivery was cancelled.", remedy: "Redeliver it if it is wanted after all." },
  webhook_deleted: {
    happened: "The webhook was deleted before the attempt.",
    remedy: "Point the automation to another webhook; new events then use it.",
  },
  webhook_paused: { happened: "The webhook is paused.", remedy: "Resume the webhook; what waits is then sent." },
  secret_missing: {
    happened: "A secret that the request needs no longer exists.",
    remedy: "Have an admin create it again under the same name, then redeliver.",
  },
  secret_not_granted: {
    happened: "The payload uses a secret that may not go to this webhook.",
    remedy: "Have an admin name this webhook on the secret, then redeliver.",
  },
  secret_unreadable: {
    happened: "A secret could not be decrypted with the server's present keys.",
    remedy: "Have the operator restore the key in the key ring, or an admin replace the secret.",
  },
  payload_too_large: {
    happened: "The filled payload is larger than is ever sent.",
    remedy: "Use fewer or shorter values, such as an id or a URL in place of whole metadata.",
  },
  loop_detected: {
    happened: "The automation kept causing itself, so it was paused and this was not sent.",
    remedy: "Have its receiver stop making the change that fires it, or narrow its filter; then resume the automation.",
  },
  worker_lost: {
    happened: "The worker stopped during the attempt, so its end is not known.",
    remedy: "The receiver may have seen it; it can tell by the delivery id, which stays the same.",
  },
  app_missing: {
    happened: "There is no GitHub App to send it by, or GitHub does not accept its key.",
    remedy: "Have the operator set up the GitHub App, or check this server's clock, then redeliver.",
  },
  installation_missing: {
    happened: "The GitHub App is not installed on this repository any more, or no longer tied to this team.",
    remedy: "Install it again in the settings under GitHub, then redeliver.",
  },
  installation_suspended: {
    happened: "The installation of the GitHub App is suspended.",
    remedy: "Have an owner of the account unsuspend it on GitHub, then redeliver.",
  },
  repository_missing: {
    happened: "GitHub knows no such repository or workflow for this installation.",
    remedy:
      "Give the installation access to the repository and its permissions, and see that the workflow's file is on the default branch; then redeliver.",
  },
  permission_missing: {
    happened: "GitHub refused it: the installation lacks a permission.",
    remedy: "Have an owner of the account accept the App's permissions on GitHub, then redeliver.",
  },
  dispatch_refused: {
    happened: "GitHub refused the dispatch as it was asked for.",
    remedy:
      "Read its answer below: a disabled workflow, an input that it does not declare, a ref that is gone or an archived repository. Mend that, then redeliver.",
  },
  rate_limited: {
    happened: "The receiver asked to slow down.",
    remedy: "Nothing needs to be done: it is sent by itself, and loses no place by the wait.",
  },
  channel_refused: {
    happened: "Slack has no such channel for this bot, or the bot is not in it.",
    remedy: "Name the channel by its id in the payload, invite the bot to it, then redeliver.",
  },
  token_refused: {
    happened: "Slack refused the bot's token.",
    remedy: "Have an admin give the webhook a valid bot token that may chat:write, then redeliver.",
  },
  message_refused: {
    happened: "Slack did not take the message.",
    remedy: "Read its error in the answer below, mend the payload, then redeliver.",
  },
  queue_missing: {
    happened: "The queue was deleted, so no run was queued.",
    remedy: "Point the automation to another queue; new events then use it.",
  },
  queue_draining: {
    happened: "The queue is draining: it takes no new runs.",
    remedy: "Have an admin open the queue again, then redeliver.",
  },
  job_missing: {
    happened: "The job, or the version of it that the automation names, is not there any more.",
    remedy: "Point the automation to another job or version; new events then use it.",
  },
  parameters_refused: {
    happened: "The job does not take these parameters, or the queue these variables.",
    remedy: "Read below what is wrong; mend the overrides of the automation, and new events use them.",
  },
} as const satisfies Record<OutcomeCode, OutcomeWords>;

const LOOK_FIRST =
  "Look at the workflow's runs. If it is there, say that it arrived; a redelivery looks for a run with the delivery's id, too, and starts one only if it finds none.";

/** Where the receiver is GitHub, the same ends mean something else: what may have started a run is not sent again. */
const GITHUB_WORDS: Partial<Record<OutcomeCode, OutcomeWords>> = {
  delivered: { happened: "GitHub accepted it.", remedy: null },
  http_status: {
    happened: "GitHub answered with an error of its own, which does not say whether a run was started.",
    remedy: LOOK_FIRST,
  },
  connection_reset: {
    happened: "The connection to GitHub broke before an answer came, so a run may or may not have been started.",
    remedy: LOOK_FIRST,
  },
  network_error: {
    happened: "The network failed during the attempt, so a run may or may not have been started.",
    remedy: LOOK_FIRST,
  },
  protocol_error: {
    happened: "What came back from GitHub was not valid HTTP, so a run may or may not have been started.",
    remedy: LOOK_FIRST,
  },
  headers_too_large: {
    happened: "The answer's headers were too large to read, so a run may or may not have been started.",
    remedy: LOOK_FIRST,
  },
  timeout: {
    happened: "GitHub did not answer in time, so a run may or may not have been started.",
    remedy: LOOK_FIRST,
  },
  worker_lost: {
    happened: "The worker stopped during the attempt, so a run may or may not have been started.",
    remedy: LOOK_FIRST,
  },
  rate_limited: {
    happened:
      "GitHub asked to slow down, so everything that goes through this installation waits for as long as it said.",
    remedy: "Nothing needs to be done: it is sent by itself, and loses no place by the wait.",
  },
  connection_refused: {
    happened: "Nothing listens at GitHub's address.",
    remedy: "Check the network, and GITHUB_API_URL where GitHub is a server of your own.",
  },
  dns_failed: {
    happened: "GitHub's host name could not be resolved.",
    remedy: "Check the DNS of this server, and GITHUB_API_URL where GitHub is a server of your own.",
  },
  tls_failed: {
    happened: "No secure connection to GitHub could be made: the certificate or its name does not hold.",
    remedy:
      "Check the certificate of your GitHub server, and NODE_EXTRA_CA_CERTS where an authority of your own signed it.",
  },
  network_unreachable: {
    happened: "There is no route to GitHub's network.",
    remedy: "Check the network between this server and GitHub.",
  },
};

/** A launch goes nowhere but into our own database. */
const LAUNCH_WORDS: Partial<Record<OutcomeCode, OutcomeWords>> = {
  delivered: { happened: "The run was queued.", remedy: null },
  worker_lost: {
    happened: "The worker stopped during the attempt.",
    remedy: "Nothing needs to be done: it is tried again, and one delivery never queues two runs.",
  },
};

const WORDS_OF: Partial<Record<ActionType, typeof LAUNCH_WORDS>> = { github: GITHUB_WORDS, launch: LAUNCH_WORDS };
