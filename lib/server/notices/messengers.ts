import "server-only";
import type { JsonObject } from "../../base/json";
import { respondersOf } from "../../nodes/input/prompt";
import type { Messengers } from "../../nodes/runner";
import type { RunEnvironment } from "../../run/events";
import type { Settings } from "../env";
import type { Lookup } from "../http/egress";
import { createMailer } from "./smtp";

/** Where the Playground's Slack is: its hosts map sends it to the stand-in. */
const playgroundSlack = "https://hooks.slack.com/services/T00000000/B00000000/playground";

/** Who is told by email without a catalog to ask: the users that are named by an address. */
export const namedEmails = (responders: JsonObject): string[] => [
  ...new Set(respondersOf(responders).users.filter((user) => /^[^\s@]+@[^\s@]+$/.test(user))),
];

/**
 * How people are told, from the settings. In the Playground no mail leaves and its own Slack answers, so that a
 * first run reaches nobody real.
 */
export function createMessengers(
  settings: Pick<Settings, "url" | "smtp" | "slackWebhook" | "egressAllow" | "http">,
  emailsOf: Messengers["emailsOf"],
  lookup?: Lookup,
): (environment: RunEnvironment | undefined) => Messengers {
  const answerUrl = (nodeRun: string) => `${settings.url}/inbox/${nodeRun}`;
  const mail =
    settings.smtp === undefined
      ? undefined
      : createMailer(settings.smtp, {
          egressAllow: settings.egressAllow,
          timeoutMs: settings.http.timeoutMs,
          ...(lookup === undefined ? {} : { lookup }),
        });
  const common = { answerUrl, emailsOf, ...(mail === undefined ? {} : { mail }) };
  const { slackWebhook } = settings;
  return (environment) =>
    environment?.playground === true
      ? { ...common, slack: playgroundSlack, pretends: true }
      : { ...common, ...(slackWebhook === undefined ? {} : { slack: slackWebhook }), pretends: false };
}
