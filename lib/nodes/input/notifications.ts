import { z } from "zod";
import { type FormField, field, formFields } from "../fields";

const email = z.looseObject({
  target: z.literal("email"),
  fields: field(z.array(z.looseObject({ label: z.string(), value: z.string() })).min(1), {
    title: "Fields",
    description: "Lines of the email: a label and its value.",
    control: "label-values",
    template: true,
  }),
});

const webhook = z.looseObject({
  target: z.literal("webhook"),
  url: field(z.string(), {
    title: "URL",
    description: "Where the request goes.",
    control: "text",
    template: true,
    placeholder: "https://api.example.com/notify",
  }),
  method: field(z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional(), {
    title: "Method",
    description: "The HTTP method.",
    control: "select",
    default: "POST",
  }),
  headers: field(z.record(z.string(), z.string()).optional(), {
    title: "Headers",
    description: "Sent with the request.",
    control: "key-value",
    template: true,
  }),
  body: field(z.json().optional(), {
    title: "Body",
    description: "Sent as JSON. Without one: what is asked, and the address of the answer.",
    control: "body",
    template: true,
  }),
  agent: field(z.boolean().optional(), {
    title: "Execution agent",
    description: "Kept for Port. Notifications do not go through the agent: with it, this one is not sent.",
    control: "toggle",
    default: false,
  }),
});

const slack = z.looseObject({ target: z.literal("slack") });

const targets = { email, webhook, slack };

/** One way in which responders are told (reference 4.2). */
export const notification = z.discriminatedUnion("target", [email, webhook, slack]);

/** The ways there are, in the words of a form; `initial` is a fresh one. */
export const notificationTargets = [
  { target: "email", title: "Email", initial: { target: "email", fields: [{ label: "", value: "" }] } },
  { target: "slack", title: "Slack", initial: { target: "slack" } },
  { target: "webhook", title: "Webhook", initial: { target: "webhook", url: "" } },
] as const;

/** The fields that a form draws for a notification. */
export const notificationFields = (target: string): FormField[] =>
  target === "email" || target === "webhook" || target === "slack" ? formFields(targets[target]) : [];
