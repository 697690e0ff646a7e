import { isJsonObject, type Json } from "../../base/json";
import { textOf } from "../fields";
import type { Answer } from "../runner";

/** A way out of an INPUT node: taken when enough people have pressed the button of its name. */
export interface ButtonOutlet {
  identifier: string;
  title: string;
  numOfResponders: number;
}

/** The outlets of a config; one without a fitting number needs one answer. */
export function buttonOutlets(value: Json | undefined): ButtonOutlet[] {
  return (Array.isArray(value) ? value : []).flatMap((outlet) => {
    if (!isJsonObject(outlet) || typeof outlet.identifier !== "string") return [];
    const { identifier, numOfResponders: given } = outlet;
    const numOfResponders = typeof given === "number" && given >= 1 ? given : 1;
    return [{ identifier, title: textOf(outlet.title) || identifier, numOfResponders }];
  });
}

/** How the answers to an INPUT node stand. */
export interface Tally {
  /** The outlet that won. */
  outlet?: string;
  /** What was counted, in order: one answer of each person, up to the one that decided. */
  responses: Answer[];
  /** How many pressed each button. */
  counts: ReadonlyMap<string, number>;
}

/**
 * Counts answers after each of them (reference 4.2): the first outlet whose button has been pressed by
 * `numOfResponders` people wins, and nothing after it counts. A second answer of the same person never counts;
 * people are told apart by their email, in any case of letters.
 */
export function tally(
  outlets: readonly Pick<ButtonOutlet, "identifier" | "numOfResponders">[],
  answers: readonly Answer[],
): Tally {
  const counts = new Map<string, number>();
  const responses: Answer[] = [];
  for (const answer of answers) {
    if (hasAnswered(responses, answer.by.email)) continue;
    const { buttonIdentifier: button } = answer;
    const count = (counts.get(button) ?? 0) + 1;
    counts.set(button, count);
    responses.push(answer);
    const won = outlets.find(
      ({ identifier, numOfResponders }) => identifier === button && count >= numOfResponders,
    );
    if (won !== undefined) return { outlet: won.identifier, responses, counts };
  }
  return { responses, counts };
}

/** Whether a person is among those who answered. */
export const hasAnswered = (answers: readonly Pick<Answer, "by">[], email: string): boolean =>
  answers.some(({ by }) => by.email.toLowerCase() === email.toLowerCase());
