import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import { fromPointer } from "@/lib/base/pointer";
import { connectionsOf, type WorkflowNode } from "@/lib/workflow/document";
import { freeName } from "@/lib/workflow/fresh-identifier";
import { parseWorkflow } from "@/lib/workflow/parse";
import { type Change, editText } from "@/lib/workflow/text-edit";

/** How a button looks to those who answer (reference 4.2). */
export const buttonVariants = ["PRIMARY", "SECONDARY", "DANGER"] as const;

const listOf = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

/** The buttons of an input node's form. */
export const buttonsOf = (form: JsonObject): JsonObject[] => listOf(form.buttons);

interface Place {
  node: WorkflowNode;
  /** Pointer of the node's config. */
  config: string;
  buttons: JsonObject[];
  outlets: JsonObject[];
  /** Pointers of the connections that leave by an outlet. */
  leaving: (outlet: string) => string[];
}

/** `at` is the pointer of the form, `/nodes/3/config/userInputs`. */
function placeOf(text: string, at: string): Place | undefined {
  const { document } = parseWorkflow(text);
  const index = Number(fromPointer(at)[1]);
  const node = document?.nodes[index];
  if (!document || !node || !isJsonObject(node.config.userInputs)) return undefined;
  return {
    node,
    config: `/nodes/${index}/config`,
    buttons: buttonsOf(node.config.userInputs),
    outlets: listOf(node.config.outlets),
    leaving: (outlet) =>
      connectionsOf(document).flatMap((each, place) =>
        each.sourceIdentifier === node.identifier && each.sourceOutletIdentifier === outlet
          ? [`/connections/${place}`]
          : [],
      ),
  };
}

/** A new button at the end, and the outlet that is taken when it is pressed. */
export function addButton(text: string, at: string): string {
  const place = placeOf(text, at);
  if (!place) return text;
  const taken = new Set([...place.buttons, ...place.outlets].map((each) => String(each.identifier)));
  const identifier = freeName(taken, "answer");
  return editText(text, [
    { at: `${at}/buttons`, insert: { identifier, label: "Answer", variant: "SECONDARY" } },
    {
      at: `${place.config}/outlets`,
      insert: { identifier, title: "Answer", evaluationMethod: "button", numOfResponders: 1 },
    },
  ]);
}

/** Gives a button another identifier, and so its outlet and what leaves by it. */
export function renameButton(text: string, at: string, index: number, wanted: string): string {
  const place = placeOf(text, at);
  const old = place?.buttons[index]?.identifier;
  if (!place || typeof old !== "string") return text;
  const changes: Change[] = [{ at: `${at}/buttons/${index}/identifier`, value: wanted }];
  place.outlets.forEach((outlet, at) => {
    if (outlet.identifier === old)
      changes.push({ at: `${place.config}/outlets/${at}/identifier`, value: wanted });
  });
  for (const connection of place.leaving(old))
    changes.push({ at: `${connection}/sourceOutletIdentifier`, value: wanted });
  return editText(text, changes);
}

/** Removes a button with its outlet, which nothing could take any more, and what leaves by it. */
export function removeButton(text: string, at: string, index: number): string {
  const place = placeOf(text, at);
  const old = place?.buttons[index]?.identifier;
  if (!place || place.buttons[index] === undefined) return text;
  const shared = place.buttons.filter((button) => button.identifier === old).length > 1;
  const changes: Change[] = [{ at: `${at}/buttons/${index}`, value: undefined }];
  if (typeof old === "string" && !shared) {
    place.outlets.forEach((outlet, at) => {
      if (outlet.identifier === old) changes.push({ at: `${place.config}/outlets/${at}`, value: undefined });
    });
    for (const connection of place.leaving(old)) changes.push({ at: connection, value: undefined });
  }
  return editText(text, changes);
}
