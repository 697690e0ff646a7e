import { isJsonObject, type Json } from "../base/json";
import { counted } from "../nodes/fields";
import { type AskedPin, type Mock, sameWay, waysOut } from "../run/pins";
import type { WorkflowDocument, WorkflowNode } from "../workflow/document";
import { isTrigger } from "../workflow/graph";
import { renamedNode } from "../workflow/renamed-node";
import { own } from "./preview-context";

/**
 * What a person has chosen for nodes in their test runs, by identifier; kept by the browser. A node may be pinned and
 * disabled: disabled wins, and its pinned output waits.
 */
export type PinChoices = Readonly<Record<string, AskedPin>>;

/** How a node stands in the person's next test run; undefined when it is run. */
export function mockOf(choices: PinChoices, node: string): Mock | undefined {
  const choice = own(choices, node);
  if (choice?.disabled) return "disabled";
  return choice?.output === undefined ? undefined : "pinned";
}

/** A run begins at its trigger, so that one is never left out. */
export const mayPin = (node: WorkflowNode): boolean => !isTrigger(node);

/** What the start of a test run carries: of each node that is there, the one thing that holds. */
export function pinsToSend(document: WorkflowDocument | undefined, choices: PinChoices): PinChoices {
  const entries = (document?.nodes ?? []).flatMap((node): [string, AskedPin][] => {
    const choice = own(choices, node.identifier);
    if (choice === undefined || !mayPin(node) || mockOf(choices, node.identifier) === undefined) return [];
    const { output, disabled, outlet, fallback } = choice;
    // A type without ways out may have had some when the choice was made.
    const way = waysOut(node).length === 0 ? {} : { outlet, fallback };
    return [[node.identifier, disabled ? { disabled, ...way } : { output, ...way }]];
  });
  return Object.fromEntries(entries);
}

/** How many nodes the next test run leaves out, each way. */
export function countPins(pins: PinChoices): Record<Mock, number> {
  const mocks = Object.keys(pins).map((node) => mockOf(pins, node));
  return {
    pinned: mocks.filter((mock) => mock === "pinned").length,
    disabled: mocks.filter((mock) => mock === "disabled").length,
  };
}

/** `2 pinned, 1 disabled`; empty when nothing is left out. */
export const pinsText = (pins: PinChoices): string => mocksText(countPins(pins));

export function mocksText({ pinned, disabled }: Readonly<Record<Mock, number>>): string {
  return [pinned > 0 ? `${pinned} pinned` : "", disabled > 0 ? `${disabled} disabled` : ""]
    .filter(Boolean)
    .join(", ");
}

/** The same in a sentence of its own. */
export function pinsSentence(pins: PinChoices): string {
  const { pinned, disabled } = countPins(pins);
  return [
    pinned > 0 ? `${counted(pinned, "node")} with a pinned output` : "",
    disabled > 0 ? `${counted(disabled, "disabled node")}` : "",
  ]
    .filter(Boolean)
    .join(" and ");
}

/** Whether the way that was chosen is one of the node's. */
export const hasChosenWay = (node: WorkflowNode, choice: AskedPin): boolean => {
  const ways = waysOut(node);
  return ways.length === 0 || ways.some(({ way }) => sameWay(way, wayIn(choice)));
};

/** The way of a choice, without keys that are undefined. */
export const wayIn = ({ outlet, fallback }: AskedPin) => ({
  ...(outlet === undefined ? {} : { outlet }),
  ...(fallback === undefined ? {} : { fallback }),
});

/** A node that is gone, and what was chosen for it: an undo may bring both back. */
export interface LostPin {
  choice: AskedPin;
  text: string;
}

/**
 * The choices after a change of the document: a renamed node keeps its own, one that is gone loses it, and one that
 * comes back as it was has it again. `lost` remembers those between calls.
 */
export function followPins(
  choices: PinChoices,
  before: WorkflowDocument | undefined,
  after: WorkflowDocument | undefined,
  lost: Map<string, LostPin>,
): PinChoices {
  if (before === undefined || after === undefined || before === after) return choices;
  if (Object.keys(choices).length === 0 && lost.size === 0) return choices;
  const renamed = renamedNode(before, after);
  const was = new Map(before.nodes.map((node) => [node.identifier, node]));
  const now = new Map(after.nodes.map((node) => [node.identifier, node]));
  let changed = false;
  const kept = Object.entries(choices).flatMap(([name, choice]): [string, AskedPin][] => {
    if (now.has(name)) return [[name, choice]];
    changed = true;
    if (renamed?.from === name) return [[renamed.to, choice]];
    const node = was.get(name);
    if (node !== undefined) lost.set(name, { choice, text: JSON.stringify(node) });
    return [];
  });
  for (const [name, { choice, text }] of lost) {
    const node = now.get(name);
    if (node === undefined || was.has(name)) continue;
    lost.delete(name);
    if (JSON.stringify(node) !== text) continue;
    changed = true;
    kept.push([name, choice]);
  }
  return changed ? Object.fromEntries(kept) : choices;
}

/** What the browser kept, as far as it is what this version writes. */
export function readChoices(stored: unknown): PinChoices {
  if (!isJsonObject(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([name, kept]): [string, AskedPin][] => {
      if (!isJsonObject(kept)) return [];
      const { output, disabled, outlet, fallback } = kept;
      const choice: AskedPin = {
        ...(output === undefined ? {} : { output }),
        ...(disabled === true ? { disabled } : {}),
        ...(typeof outlet === "string" ? { outlet } : {}),
        ...(fallback === true ? { fallback } : {}),
      };
      return choice.output === undefined && !choice.disabled ? [] : [[name, choice]];
    }),
  );
}

/** Whether a value has the name of a secret where the secret stood: a run then sends the name. */
export const holdsMask = (value: Json): boolean => /‹secret:[^›]*›/.test(JSON.stringify(value));
