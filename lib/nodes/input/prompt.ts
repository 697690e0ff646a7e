import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { textOf } from "../fields";
import type { RunnerInput } from "../runner";
import { type ButtonOutlet, buttonOutlets } from "./tally";

/** What people are asked, as it is kept in the run: templates resolved, secrets by name (reference 4.2). */
export interface Prompt {
  workflow: { identifier: string; title: string };
  node: { identifier: string; title: string };
  description: string;
  /** The form, `buttons` beside its inputs. */
  userInputs: JsonObject;
  outlets: ButtonOutlet[];
  responders: Responders;
}

/** Who may answer; each list lets people in by itself. */
export interface Responders {
  users: string[];
  roles: string[];
  teams: string[];
  /** An entity search over `_user`. */
  usersQuery?: JsonObject;
}

/** A button under the form. */
export interface AnswerButton {
  identifier: string;
  label: string;
  variant: "PRIMARY" | "SECONDARY" | "DANGER";
}

/** Characters of a prompt's JSON. What is more is no form that a person fills in. */
export const MAX_PROMPT = 1_000_000;

/** Makes the prompt out of a rendered config. */
export function promptOf({ masked, node, workflow }: RunnerInput): Prompt {
  return {
    workflow,
    node: { identifier: node.identifier, title: node.title },
    description: textOf(masked.description),
    userInputs: isJsonObject(masked.userInputs) ? masked.userInputs : {},
    outlets: buttonOutlets(masked.outlets),
    responders: respondersOf(masked.responders),
  };
}

/** Reads a prompt back out of the log; undefined when it is not one of an INPUT node. */
export function readPrompt(value: JsonObject | undefined): Prompt | undefined {
  if (value === undefined || !isJsonObject(value.node) || !isJsonObject(value.workflow)) return undefined;
  const named = ({ identifier, title }: JsonObject) => ({
    identifier: textOf(identifier),
    title: textOf(title),
  });
  return {
    workflow: named(value.workflow),
    node: named(value.node),
    description: textOf(value.description),
    userInputs: isJsonObject(value.userInputs) ? value.userInputs : {},
    outlets: buttonOutlets(value.outlets),
    responders: respondersOf(value.responders),
  };
}

/** The buttons of a form; one without a look is the primary one when it is the first. */
export function buttonsOf(userInputs: JsonObject): AnswerButton[] {
  return (Array.isArray(userInputs.buttons) ? userInputs.buttons : []).flatMap((button, index) => {
    if (!isJsonObject(button) || typeof button.identifier !== "string") return [];
    const { identifier, variant } = button;
    const look =
      variant === "PRIMARY" || variant === "SECONDARY" || variant === "DANGER"
        ? variant
        : index === 0
          ? "PRIMARY"
          : "SECONDARY";
    return [{ identifier, label: textOf(button.label) || identifier, variant: look }];
  });
}

export function respondersOf(value: Json | undefined): Responders {
  const given = isJsonObject(value) ? value : {};
  return {
    users: textsOf(given.users),
    roles: textsOf(given.roles),
    teams: textsOf(given.teams),
    ...(isJsonObject(given.usersQuery) ? { usersQuery: given.usersQuery } : {}),
  };
}

/** A template may give one text where a list is written, and holes where something was null. */
function textsOf(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((item) => (typeof item === "string" && item.trim() !== "" ? [item.trim()] : []));
}
