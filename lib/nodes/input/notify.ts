import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { textOf } from "../fields";
import type { Effects, RunnerInput } from "../runner";
import { webhookRequest } from "../webhook/request";
import { emailText, slackMessage, webhookBody } from "./messages";
import { promptOf } from "./prompt";

/** One entry of `notifications`, rendered: with secrets in clear, and as it may be recorded. */
export interface Notification {
  config: JsonObject;
  masked: JsonObject;
}

/**
 * Who is told (reference 4.2). Without a list, those who may answer get an email when a mail server is set up;
 * an empty list tells nobody. The inbox shows the question in any case.
 */
export function notificationsOf(
  { config, masked }: Pick<RunnerInput, "config" | "masked">,
  { messengers }: Pick<Effects, "messengers">,
): Notification[] {
  if (!Array.isArray(config.notifications))
    return messengers.mail === undefined
      ? []
      : [{ config: { target: "email" }, masked: { target: "email" } }];
  const shown = Array.isArray(masked.notifications) ? masked.notifications : [];
  return config.notifications.map((entry, index) => ({
    config: asObject(entry),
    masked: asObject(shown[index]),
  }));
}

const asObject = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** Sends one notification; what goes wrong is a warning in the log, and the node waits all the same. */
export async function notify(
  notification: Notification,
  index: number,
  input: RunnerInput,
  effects: Effects,
  signal: AbortSignal,
): Promise<void> {
  const { target } = notification.config;
  switch (target) {
    case "email":
      return email(notification, index, input, effects, signal);
    case "webhook":
      return webhook(notification, index, input, effects, signal);
    case "slack":
      return slack(index, input, effects, signal);
    default:
      effects.log(
        "WARN",
        `Nobody was told by ${JSON.stringify(target ?? null)}: Slipway knows email, webhook and slack.`,
      );
  }
}

async function email(
  { masked }: Notification,
  index: number,
  input: RunnerInput,
  effects: Effects,
  signal: AbortSignal,
): Promise<void> {
  const { messengers, log } = effects;
  const prompt = promptOf(input);
  const to = await messengers.emailsOf(prompt.responders as unknown as JsonObject);
  if (to.length === 0)
    return log(
      "WARN",
      "No email was sent: no address of a responder is known. Name users by their email, or add them to the catalog.",
    );
  if (messengers.pretends)
    return log("INFO", `The Playground sends no email; ${to.join(", ")} would have got one.`);
  if (messengers.mail === undefined)
    return log(
      "WARN",
      "No email was sent: no mail server is set up. Set SLIPWAY_SMTP_URL and SLIPWAY_SMTP_FROM.",
    );
  const mail = {
    to,
    subject: `${prompt.node.title} (${prompt.workflow.title})`,
    text: emailText(prompt, fieldsOf(masked), messengers.answerUrl(input.nodeRun)),
    messageId: `<${input.nodeRun}.${index}@slipway>`,
  };
  const sent = await messengers.mail(mail, signal);
  if (sent.ok) log("INFO", `Told ${to.join(", ")} by email.`);
  else log("WARN", `The email to ${to.join(", ")} was not sent: ${sent.reason}`);
}

const fieldsOf = ({ fields }: JsonObject): { label: string; value: string }[] =>
  (Array.isArray(fields) ? fields : []).filter(isJsonObject).map(({ label, value }) => ({
    label: textOf(label),
    value: typeof value === "string" ? value : JSON.stringify(value ?? null),
  }));

async function webhook(
  { config, masked }: Notification,
  index: number,
  input: RunnerInput,
  effects: Effects,
  signal: AbortSignal,
): Promise<void> {
  if (config.agent === true)
    return effects.log(
      "WARN",
      "A webhook notification was not sent: notifications do not go through the execution agent. Set agent to false.",
    );
  const given = config.body === undefined;
  const body = given ? webhookBody(promptOf(input), input, effects.messengers.answerUrl(input.nodeRun)) : {};
  const made = webhookRequest(
    given ? { ...config, body } : config,
    given ? { ...masked, body } : masked,
    `${input.nodeRun}.${index}`,
  );
  if (!made.ok)
    return effects.log(
      "WARN",
      `A webhook notification was not sent: ${made.error.message} ${made.error.hint ?? ""}`,
    );
  const { call, recorded } = made.value;
  effects.request({ ...recorded, ...effects.route(call) });
  const result = await effects.http(call, signal);
  if (!result.ok)
    return effects.log("WARN", `The webhook notification to ${recorded.url} failed: ${result.error.message}`);
  const { status, statusText, headers, body: text, size, timing, redirects } = result.reply;
  effects.response({ status, statusText, headers, body: text, size, truncated: false, timing, redirects });
  if (status >= 400)
    effects.log(
      "WARN",
      `The webhook notification to ${recorded.url} was answered with ${status} ${statusText}.`,
    );
  else effects.log("INFO", `Told ${recorded.url} by webhook.`);
}

async function slack(
  index: number,
  input: RunnerInput,
  effects: Effects,
  signal: AbortSignal,
): Promise<void> {
  const { messengers, log } = effects;
  if (messengers.slack === undefined)
    return log("WARN", "Nobody was told in Slack: no incoming webhook is set up. Set SLIPWAY_SLACK_WEBHOOK.");
  const key = `${input.nodeRun}.${index}`;
  const result = await effects.http(
    {
      method: "POST",
      url: messengers.slack,
      headers: [
        ["content-type", "application/json"],
        ["idempotency-key", key],
      ],
      body: JSON.stringify(slackMessage(promptOf(input), messengers.answerUrl(input.nodeRun))),
      idempotencyKey: key,
    },
    signal,
  );
  if (!result.ok) log("WARN", `The message to Slack was not sent: ${result.error.message}`);
  else if (result.reply.status >= 400)
    log("WARN", `Slack answered ${result.reply.status}: ${result.reply.body.slice(0, 200)}`);
  else log("INFO", "Told Slack.");
}
