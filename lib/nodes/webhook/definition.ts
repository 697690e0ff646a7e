import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../base/json";
import type { Problem } from "../../base/problem";
import { defineNode } from "../define";
import { field, onFailure, onTimeout, templateText, textOf } from "../fields";

/** Sends an HTTP request (reference 3.1). */
export const webhook = defineNode({
  type: "WEBHOOK",
  role: "action",
  family: "action",
  title: "Webhook",
  description: "Send an HTTP request to any address.",
  icon: "webhook",
  config: z.looseObject({
    type: z.literal("WEBHOOK"),
    url: field(
      z
        .string()
        .regex(/\S/, { error: "The URL is empty. Write an address such as https://api.example.com/deploy." }),
      {
        title: "URL",
        description: "Where the request goes.",
        control: "url",
        template: true,
        placeholder: "https://api.example.com/deploy",
      },
    ),
    method: field(z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional(), {
      title: "Method",
      description: "The HTTP method.",
      control: "select",
      default: "POST",
      rowOf: "url",
    }),
    headers: field(
      z
        .union(
          [
            z.record(z.string(), z.string({ error: "A header's value is a text. Put it in quotes." })),
            templateText,
          ],
          {
            error: 'Headers are an object of texts, for example {"Accept": "application/json"}.',
          },
        )
        .optional(),
      {
        title: "Headers",
        description: "HTTP headers to send.",
        control: "key-value",
        template: true,
      },
    ),
    body: field(
      z
        .union([z.record(z.string(), z.json()), z.array(z.json()), z.string()], {
          error: "The body is an object or a list.",
        })
        .optional(),
      {
        title: "Body",
        description: "Sent as JSON with POST, PUT and PATCH. A value that is one template keeps its type.",
        control: "body",
        template: true,
      },
    ),
    synchronized: field(z.boolean().optional(), {
      title: "Wait for the response",
      description: "On: later nodes can read the response. Off: an outside system reports on this node run.",
      control: "toggle",
      default: true,
    }),
    onTimeout,
    onFailure,
    agent: field(z.boolean().optional(), {
      title: "Send through the execution agent",
      description: "An agent inside a private network makes the request, and the run waits for it.",
      control: "toggle",
      default: false,
    }),
    verbose: field(z.boolean().optional(), {
      title: "Verbose log",
      description: "Write the whole request and response to the node run's log, with secrets masked.",
      control: "toggle",
      default: false,
    }),
  }),
  initial: () => ({ type: "WEBHOOK", url: "https://api.example.com/webhook", method: "POST", body: {} }),
  summary: (config) => `${textOf(config.method) || "POST"} ${shortUrl(textOf(config.url))}`.trim(),
  outlets: () => [],
  fallback: false,
  literal: [],
  problems: (config) => [...textBody(config), ...unsentBody(config)],
});

const textBody = ({ body }: JsonObject): Problem[] =>
  typeof body === "string" && !body.includes("{{")
    ? [
        {
          code: "port/body-text",
          severity: "warning",
          at: "/body",
          message: "Port takes an object or a list as body; this one is a plain text.",
        },
      ]
    : [];

/** Reference 3.1: the body goes with POST, PUT and PATCH. */
function unsentBody({ method, body }: JsonObject): Problem[] {
  if ((method !== "GET" && method !== "DELETE") || body === undefined) return [];
  if (isJsonObject(body) && Object.keys(body).length === 0) return [];
  return [
    {
      code: "webhook/body-not-sent",
      severity: "warning",
      at: "/body",
      message: `A ${method} request is sent without its body. Remove the body, or use another method.`,
      fix: { title: "Remove the body", edits: [{ at: "/body", value: undefined }] },
    },
  ];
}

/** An address without scheme and query; a long path keeps its host and last step. Templates stay whole. */
export function shortUrl(url: string): string {
  const steps: string[] = [""];
  for (const piece of url.trim().split(/(\{\{[\s\S]*?\}\})/)) {
    if (piece.startsWith("{{")) {
      steps[steps.length - 1] += piece;
      continue;
    }
    const [plain = "", ...query] = piece.split(/[?#]/);
    const [first = "", ...rest] = plain.replace(steps[0] === "" ? /^https?:\/\//i : /^$/, "").split("/");
    steps[steps.length - 1] += first;
    steps.push(...rest);
    if (query.length > 0) break;
  }
  const path = steps.filter((step, at) => at === 0 || step !== "");
  return path.length > 4 ? `${path[0]}/…/${path.at(-1)}` : path.join("/");
}
