import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { toPointer } from "../../base/pointer";
import type { Problem } from "../../base/problem";
import { defineNode } from "../define";
import { counted, declaredOutlets, field, identifier, labels, labelTemplates, templateText } from "../fields";
import { formProblems } from "../form-problems";
import { formExpressions, userInputs } from "../user-inputs";
import { notification } from "./notifications";

const button = z.looseObject({
  identifier,
  label: z.string(),
  variant: z.enum(["PRIMARY", "SECONDARY", "DANGER"]).optional(),
});

const outlet = z.looseObject({
  identifier,
  title: z.string().optional(),
  evaluationMethod: z.literal("button"),
  numOfResponders: z.int().min(1),
  ...labels,
});

const search = z.looseObject({ combinator: z.enum(["and", "or"]), rules: z.array(z.json()) });

/** A list of names, or a template that gives one. */
const names = (title: string, description: string, placeholder: string) =>
  field(z.union([z.array(z.string()), templateText]).optional(), {
    title,
    description,
    control: "string-list",
    template: true,
    placeholder,
  });

/** Waits for people to answer (reference 4.2). */
export const input = defineNode({
  type: "INPUT",
  role: "flow",
  family: "flow",
  title: "Input",
  description: "Wait for people to answer or approve.",
  icon: "user-check",
  config: z.looseObject({
    type: z.literal("INPUT"),
    description: field(z.string().nullish(), {
      title: "Description",
      description: "What the responders read.",
      control: "textarea",
      template: true,
    }),
    userInputs: field(userInputs.extend({ buttons: z.array(button) }), {
      title: "Inputs",
      description: "The form, and the buttons that answer it.",
      control: "user-inputs",
    }),
    outlets: field(z.array(outlet), {
      title: "Outlets",
      description: "One for each button: taken when enough people have pressed it.",
      control: "outlets",
    }),
    responders: field(
      z
        .looseObject({
          users: names("Users", "Emails of people who may answer.", "ann@example.com"),
          roles: names("Roles", "Everybody with one of these roles may answer.", "Admin"),
          teams: names("Teams", "Everybody in one of these teams may answer.", "platform"),
          usersQuery: field(search.optional(), {
            title: "Users query",
            description: "An entity search over _user: everybody it finds may answer.",
            control: "query",
            template: true,
            placeholder: '{ "combinator": "and", "rules": [] }',
          }),
        })
        .optional(),
      { title: "Responders", description: "Who may answer. Admins always may." },
    ),
    notifications: field(z.array(notification).optional(), {
      title: "Notifications",
      description: "How those who may answer are told. The inbox shows the question in any case.",
      control: "notifications",
      template: true,
    }),
  }),
  initial: () => ({
    type: "INPUT",
    description: "Approve this step?",
    userInputs: {
      properties: {},
      required: [],
      order: [],
      buttons: [
        { identifier: "approve", label: "Approve", variant: "PRIMARY" },
        { identifier: "decline", label: "Decline", variant: "DANGER" },
      ],
    },
    outlets: [
      { identifier: "approve", title: "Approved", evaluationMethod: "button", numOfResponders: 1 },
      { identifier: "decline", title: "Declined", evaluationMethod: "button", numOfResponders: 1 },
    ],
    responders: { users: [] },
  }),
  summary: (config) => {
    const first = Array.isArray(config.outlets) ? config.outlets[0] : undefined;
    const needed =
      isJsonObject(first) && typeof first.numOfResponders === "number" ? first.numOfResponders : 1;
    return counted(needed, "approval");
  },
  outlets: declaredOutlets,
  fallback: false,
  literal: ["outlets"],
  expressions: (config) => [
    ...formExpressions(config.userInputs, "/userInputs"),
    ...labelTemplates(config.outlets),
  ],
  problems: (config) => [
    ...buttonProblems(config),
    ...encryptionProblems(config),
    ...formProblems(config.userInputs, "/userInputs"),
  ],
});

/** Reference 4.2 and 5, rule 7: buttons are unique and every outlet is a button. */
function buttonProblems(config: JsonObject): Problem[] {
  const problems: Problem[] = [];
  const form = isJsonObject(config.userInputs) ? config.userInputs : {};
  const buttons = identifiersOf(form.buttons);
  buttons.forEach((name, index) => {
    if (buttons.indexOf(name) < index)
      problems.push({
        code: "input/duplicate-button",
        severity: "error",
        at: `/userInputs/buttons/${index}/identifier`,
        message: `Two buttons are called "${name}". Rename one.`,
      });
  });
  // Without a list of buttons that alone is the problem, not each outlet too.
  if (!Array.isArray(form.buttons)) return problems;
  identifiersOf(config.outlets).forEach((name, index) => {
    if (name !== "" && !buttons.includes(name))
      problems.push({
        code: "input/outlet-button",
        severity: "error",
        at: `/outlets/${index}/identifier`,
        message: `No button is called "${name}", so this outlet can never be taken. Buttons: ${buttons.join(", ") || "none"}.`,
      });
  });
  return problems;
}

/** Answers stand in the log of the run, which keeps nothing encrypted. */
function encryptionProblems(config: JsonObject): Problem[] {
  const form = isJsonObject(config.userInputs) ? config.userInputs : {};
  const properties = isJsonObject(form.properties) ? form.properties : {};
  return Object.entries(properties).flatMap(([name, property]): Problem[] => {
    const encryption = isJsonObject(property) ? property.encryption : undefined;
    const algorithm = isJsonObject(encryption) ? encryption.algorithm : encryption;
    if (algorithm !== "aes256-gcm") return [];
    return [
      {
        code: "input/encryption",
        severity: "error",
        at: `/userInputs/properties${toPointer([name])}/encryption`,
        message: `The input "${name}" is to be encrypted by the server, which an Input node cannot do: its answers stand in the run's log. Remove the encryption, use "client-side", or ask for it in the trigger's form.`,
      },
    ];
  });
}

function identifiersOf(list: Json | undefined): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((item) =>
    isJsonObject(item) && typeof item.identifier === "string" ? item.identifier : "",
  );
}
