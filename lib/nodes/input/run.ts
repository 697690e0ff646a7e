import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { counted } from "../fields";
import { labelsOf } from "../labels";
import type { Answer, Effects, Outcome, Runner, RunnerInput } from "../runner";
import { notificationsOf, notify } from "./notify";
import { buttonsOf, MAX_PROMPT, type Prompt, promptOf } from "./prompt";
import { buttonOutlets, tally } from "./tally";

/**
 * Asks people and takes the outlet of the button that enough of them pressed (reference 4.2).
 *
 * The first call writes down what is asked, so that it is in the inbox before anybody is told. Each
 * notification is then a step of its own: after a crash only the one that was under way is sent a second time,
 * with the same `Idempotency-Key` or `Message-ID`. A notification that fails is a line in the log. The node
 * waits without an end; a report from outside or a cancel closes it too.
 */
export const runInput: Runner = async (input, effects, signal) => {
  const { outlet, responses } = tally(buttonOutlets(input.config.outlets), input.answers);
  if (outlet !== undefined) return decided(outlet, responses, input, effects);

  const notifications = notificationsOf(input, effects);
  const told = toldOf(input.resume);
  if (told === undefined) return ask(input, effects, notifications.length);
  const notification = notifications[told];
  if (notification === undefined) return waiting(told, told, effects);
  await notify(notification, told, input, effects, signal);
  return waiting(told + 1, notifications.length, effects);
};

function ask(input: RunnerInput, effects: Effects, notifications: number): Outcome {
  const prompt = promptOf(input);
  const size = JSON.stringify(prompt).length;
  if (size > MAX_PROMPT)
    return {
      kind: "failed",
      error: {
        code: "input/too-large",
        message: `What "${input.node.identifier}" asks has ${size} characters with its templates resolved, more than ${MAX_PROMPT}.`,
        hint: "Put less into the description and the inputs; a link can lead to the rest.",
        at: "/userInputs",
      },
    };
  if (buttonsOf(prompt.userInputs).length === 0 || prompt.outlets.length === 0)
    effects.log(
      "WARN",
      "The node has no button that leads to an outlet, so no answer can end it; a report on the node run can.",
    );
  return { ...waiting(0, notifications, effects), prompt: prompt as unknown as JsonObject & Prompt };
}

/** Called again at once while somebody is left to be told, else with the next answer. */
const waiting = (told: number, of: number, effects: Effects): Outcome & { kind: "waiting" } => ({
  kind: "waiting",
  for: "person",
  continues: false,
  resume: { told },
  ...(told < of ? { until: new Date(effects.now()).toISOString() } : {}),
});

const toldOf = (resume: Json | undefined): number | undefined =>
  isJsonObject(resume) && typeof resume.told === "number" ? resume.told : undefined;

function decided(
  identifier: string,
  responses: readonly Answer[],
  { config, answers }: RunnerInput,
  effects: Effects,
): Outcome {
  const outlets = Array.isArray(config.outlets) ? config.outlets.filter(isJsonObject) : [];
  const late = answers.length - responses.length;
  if (late > 0) effects.log("INFO", `${counted(late, "answer")} came after the decision and did not count.`);
  return {
    kind: "done",
    outlet: identifier,
    output: {
      selectedOutlet: { identifier },
      responses: responses.map(({ inputs, buttonIdentifier, by }) => ({
        inputs,
        buttonIdentifier,
        submitterInfo: { submittedBy: by.email },
      })),
    },
    ...labelsOf(outlets.find((outlet) => outlet.identifier === identifier) ?? {}, effects),
  };
}
