import "server-only";
import type { z } from "zod";
import type { JsonObject } from "../../base/json";
import { toPointer } from "../../base/pointer";
import type { Problem } from "../../base/problem";
import { err, ok, type Result } from "../../base/result";
import { buttonsOf } from "../../nodes/input/prompt";
import { hasAnswered } from "../../nodes/input/tally";
import { contextOf, encryptedInputs, validateInputs } from "../../workflow/inputs";
import { type Actor, runActorOf } from "../actor";
import { type ApiError, apiError } from "../api/errors";
import { pickProblems } from "../picks";
import type { Services } from "../running";
import { refused } from "../runs";
import type { AnswerBodyAs } from "./answer-body";
import { readQuestion } from "./inbox";
import { isResponder, namesNobody, type Person, personNamed } from "./responders";

/**
 * Answers a node run that asks people (reference 4.2). Admins always may, as themselves or in the name of a
 * responder, which the answer then says; others when they are responders. Each person answers once.
 */
export async function respond(
  services: Services,
  caller: Actor,
  nodeRun: string,
  given: z.output<typeof AnswerBodyAs>,
): Promise<Result<void, ApiError>> {
  const question = await readQuestion(services, nodeRun);
  if (!question.ok) return question;
  const { prompt, answers, row } = question.value;
  const person = await whoAnswers(services, caller, given.as);
  if (!person.ok) return person;
  const { by, enteredBy } = person.value;
  const isOwn = enteredBy === undefined;
  if (!(caller.role === "Admin" && isOwn) && !(await isResponder(services, prompt.responders, by.email)))
    return err(apiError("forbidden", notAllowed(by.email, namesNobody(prompt.responders))));
  if (hasAnswered(answers, by.email))
    return err(apiError("already_answered", `${by.email} has answered already; each person answers once.`));

  const { buttonIdentifier } = given;
  const buttons = buttonsOf(prompt.userInputs);
  if (!buttons.some(({ identifier }) => identifier === buttonIdentifier)) {
    const known = buttons.map(({ identifier }) => identifier).join(", ") || "none";
    const message = `The form has no button "${buttonIdentifier}". Buttons: ${known}.`;
    return err(apiError("invalid_inputs", message, [at("/buttonIdentifier", message)]));
  }
  const inputs = await readAnswer(services, prompt.userInputs, given.inputs ?? {}, by, row.run_id);
  if (!inputs.ok) return inputs;
  const delivered = await services.engine.signal(nodeRun, {
    answer: {
      buttonIdentifier,
      inputs: inputs.value,
      by,
      ...(enteredBy === undefined ? {} : { enteredBy }),
    },
  });
  return delivered.ok ? ok(undefined) : err(refused(delivered.error));
}

/** The inputs of an answer, by the rules that the browser has, and by the catalog. */
async function readAnswer(
  services: Services,
  userInputs: JsonObject,
  given: JsonObject,
  by: Person,
  run: string,
): Promise<Result<JsonObject, ApiError>> {
  const context = { ...contextOf(by), run: { id: run } };
  const checked = validateInputs(userInputs, given, context, true);
  const details = checked.ok
    ? [
        ...keptInClear(userInputs, checked.value),
        ...(await pickProblems(services, userInputs, checked.value, context, by.email)),
      ]
    : checked.error;
  if (checked.ok && details.length === 0) return checked;
  const [first] = details;
  return err(apiError("invalid_inputs", first?.message ?? "The answer does not fit the form.", details));
}

/** Answers stand in the run's log, so what the server would have to keep encrypted is not taken. */
const keptInClear = (userInputs: JsonObject, values: JsonObject): Problem[] =>
  [...encryptedInputs(userInputs)].flatMap(([name, { by }]) =>
    by === "server" && values[name] !== undefined
      ? [
          at(
            toPointer(["inputs", name]),
            `"${name}" is to be kept encrypted, which an Input node cannot do. Leave it empty.`,
          ),
        ]
      : [],
  );

async function whoAnswers(
  services: Services,
  caller: Actor,
  as: string | undefined,
): Promise<Result<{ by: Person; enteredBy?: string }, ApiError>> {
  const own = runActorOf(caller);
  if (as === undefined || as.toLowerCase() === own.email.toLowerCase()) return ok({ by: own });
  if (caller.role !== "Admin")
    return err(apiError("forbidden", "Only an Admin may answer in somebody else's name."));
  return ok({ by: await personNamed(services, as), enteredBy: own.email });
}

const notAllowed = (email: string, onlyAdmins: boolean): string =>
  onlyAdmins
    ? `${email} may not answer: the node names no responders, so only Admins may.`
    : `${email} is not one of the responders of this node.`;

const at = (pointer: string, message: string): Problem => ({
  code: "input/answer",
  severity: "error",
  at: pointer,
  message,
});
