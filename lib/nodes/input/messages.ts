import type { JsonObject } from "../../base/json";
import type { RunnerInput } from "../runner";
import type { Prompt } from "./prompt";

/** Characters of a section of a Slack message; 3000 is the most that Slack takes. */
const SLACK_TEXT = 2_800;

/** The text of an email: what is asked, the author's fields, and where to answer. */
export function emailText(
  { description, node, workflow }: Prompt,
  fields: readonly { label: string; value: string }[],
  url: string,
): string {
  const parts = [
    `"${node.title}" of the workflow "${workflow.title}" waits for an answer.`,
    description,
    fields.map(({ label, value }) => `${label}: ${value}`).join("\n"),
    `Answer here: ${url}`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** A message for Slack's incoming webhook, with a button that leads to the answer. */
export function slackMessage({ description, node, workflow }: Prompt, url: string): JsonObject {
  const head = `*${escaped(node.title)}* waits for an answer\n_${escaped(workflow.title)}_`;
  const text = description === "" ? head : `${head}\n\n${escaped(description)}`;
  return {
    // For notifications and for readers without blocks.
    text: `${escaped(node.title)} waits for an answer: ${url}`,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: cut(text) } },
      {
        type: "actions",
        elements: [
          {
            type: "button",
            text: { type: "plain_text", text: "Answer" },
            url,
            style: "primary",
          },
        ],
      },
    ],
  };
}

/** The body of a webhook notification whose author wrote none. */
export const webhookBody = (
  { description, node, workflow }: Prompt,
  { run, nodeRun }: Pick<RunnerInput, "run" | "nodeRun">,
  url: string,
): JsonObject => ({
  workflow,
  workflowRun: { identifier: run },
  workflowNodeRun: { identifier: nodeRun },
  node,
  description,
  url,
});

/** Slack reads `&`, `<` and `>` as its own signs, so that no text can make links or mentions. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const cut = (text: string): string => (text.length <= SLACK_TEXT ? text : `${text.slice(0, SLACK_TEXT)}…`);
