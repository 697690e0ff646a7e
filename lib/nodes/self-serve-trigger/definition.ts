import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../base/json";
import type { Problem } from "../../base/problem";
import { defineNode } from "../define";
import { counted, field, published } from "../fields";
import { formProblems } from "../form-problems";
import { formExpressions, userInputs } from "../user-inputs";
import { permissionProblems } from "./permission-problems";

const buttonText = z.string().optional();

/** Starts a run from a form that a person fills in (reference 2.1). */
export const selfServeTrigger = defineNode({
  type: "SELF_SERVE_TRIGGER",
  role: "trigger",
  family: "trigger",
  title: "Self-service",
  description: "A person fills in a form and starts the run.",
  icon: "mouse-pointer-click",
  config: z.looseObject({
    type: z.literal("SELF_SERVE_TRIGGER"),
    userInputs: field(userInputs.optional(), {
      title: "Inputs",
      description: "The form. Later nodes read a value as .outputs.trigger.<name>.",
      control: "user-inputs",
    }),
    published,
    executeActionButtonText: field(buttonText, {
      title: "Button text",
      description: "The button that starts the run.",
      control: "text",
    }),
    actionCardButtonText: field(buttonText, {
      title: "Card button text",
      description: "The button of the card in Port's self-service page.",
      control: "text",
    }),
    variant: field(z.enum(["DEFAULT", "ALERT"]).optional(), {
      title: "Variant",
      description: "ALERT shows the trigger in red.",
      control: "select",
      default: "DEFAULT",
    }),
    contexts: field(
      z.array(z.looseObject({ on: z.enum(["CREATE_ENTITY", "ENTITY", "SELF_SERVICE_HUB"]) })).optional(),
      {
        title: "Contexts",
        description: "Where the trigger is offered beside the self-service page, or hidden from it.",
        control: "contexts",
      },
    ),
    permissions: field(z.looseObject({ policy: policy().optional() }).optional(), {
      title: "Permissions",
      description: "Who may start it beside Admins: roles, users, teams, policy.",
      control: "permissions",
    }),
  }),
  initial: () => ({ type: "SELF_SERVE_TRIGGER", userInputs: { properties: {}, required: [], order: [] } }),
  summary: (config) => {
    const form = config.userInputs;
    const properties = isJsonObject(form) && isJsonObject(form.properties) ? form.properties : {};
    const count = Object.keys(properties).length;
    return count === 0 ? "starts at once" : `form with ${counted(count, "input")}`;
  },
  outlets: () => [],
  fallback: false,
  literal: [
    "userInputs",
    "published",
    "executeActionButtonText",
    "actionCardButtonText",
    "variant",
    "contexts",
    "permissions",
  ],
  expressions: (config) => formExpressions(config.userInputs, "/userInputs"),
  problems: (config) => [
    ...contextProblems(config),
    ...permissionProblems(config),
    ...formProblems(config.userInputs, "/userInputs"),
  ],
});

function policy() {
  return z.looseObject({ combinator: z.enum(["and", "or"]), rules: z.array(z.json()) });
}

/** Reference 2.1: what each context needs, and that ENTITY contexts name different inputs. */
function contextProblems(config: JsonObject): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  const form = isJsonObject(config.userInputs) ? config.userInputs.properties : undefined;
  const contexts = Array.isArray(config.contexts) ? config.contexts : [];
  contexts.forEach((context, index) => {
    if (!isJsonObject(context)) return;
    const report = (key: string, message: string, more?: Partial<Problem>) =>
      problems.push({
        code: "trigger/context",
        severity: "error",
        at: `/contexts/${index}${key}`,
        message,
        ...more,
      });
    const stray = (key: string, message: string) =>
      report(`/${key}`, message, {
        fix: { title: `Remove ${key}`, edits: [{ at: `/contexts/${index}/${key}`, value: undefined }] },
      });
    const { on, userInput, blueprintIdentifier } = context;
    if (on === "CREATE_ENTITY") {
      if (typeof blueprintIdentifier !== "string")
        report("", "A CREATE_ENTITY context needs blueprintIdentifier.", { missing: "blueprintIdentifier" });
      else if (blueprintIdentifier === "")
        report("/blueprintIdentifier", "The blueprint is empty. Name one, such as service.");
      if (userInput !== undefined) stray("userInput", "A CREATE_ENTITY context takes no userInput.");
    }
    if (on === "ENTITY") {
      if (blueprintIdentifier !== undefined)
        stray("blueprintIdentifier", "An ENTITY context takes no blueprintIdentifier.");
      if (typeof userInput !== "string") {
        report("", "An ENTITY context needs userInput, the name of an input with the format entity.", {
          missing: "userInput",
        });
        return;
      }
      const input = isJsonObject(form) ? form[userInput] : undefined;
      if (!isJsonObject(input) || input.format !== "entity")
        report("/userInput", `"${userInput}" is not an input with the format entity. Name one of those.`);
      if (seen.has(userInput))
        report(
          "/userInput",
          `Context ${seen.get(userInput)} names the input "${userInput}" already. Use another input.`,
        );
      else seen.set(userInput, index);
    }
  });
  return problems;
}
