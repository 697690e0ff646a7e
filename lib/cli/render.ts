import { isJsonObject, type Json } from "../base/json";
import { reveal } from "../jq";
import { render } from "../template/render";
import { type Answer, answerInput } from "./answer";
import { Refusal } from "./exit";
import { commandLimits } from "./limits";

/** `slipway render`: renders templates that standard input holds. Returns the exit code. */
export const renderInput = (batch: boolean): Promise<number> => answerInput(batch, renderOne);

/** Renders `{template, context, options?}`. */
export function renderOne(input: Json): Answer {
  if (!isJsonObject(input) || !Object.hasOwn(input, "template")) {
    throw new Refusal(`The input must be an object with "template" and "context"; it is ${shown(input)}.`);
  }
  const throwOnError = isJsonObject(input.options) && input.options.throwOnError === true;
  const rendered = render(input.template, input.context ?? null, {
    throwOnError,
    limits: commandLimits,
  });
  if (!rendered.ok) {
    const { kind, message } = rendered.error;
    return { error: { kind, message } };
  }
  const value = reveal(rendered.value);
  return value === undefined ? { undefined: true } : { value };
}

const shown = (input: Json) => {
  const text = JSON.stringify(input);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
