import type { Json } from "@/lib/base/json";
import { fromPointer } from "@/lib/base/pointer";
import { connectionsOf } from "@/lib/workflow/document";
import { parseWorkflow } from "@/lib/workflow/parse";
import { type Change, editText } from "@/lib/workflow/text-edit";

/** `list` is the pointer of a node's outlets, `index` the place of one of them. */
function changesOf(
  text: string,
  list: string,
  index: number,
  outlet: Change,
  connection: (place: number) => Change,
): string {
  const { document } = parseWorkflow(text);
  const node = document?.nodes[Number(fromPointer(list)[1])];
  const outlets = node?.config.outlets;
  const found = Array.isArray(outlets) ? (outlets[index] as { identifier?: string } | undefined) : undefined;
  if (!document || !node || !found) return text;
  const leaving = connectionsOf(document).flatMap((candidate, place) =>
    candidate.sourceIdentifier === node.identifier && candidate.sourceOutletIdentifier === found.identifier
      ? [connection(place)]
      : [],
  );
  return editText(text, [outlet, ...leaving]);
}

/** Gives an outlet another identifier, in the node and in the connections that leave by it. */
export const renameOutlet = (text: string, list: string, index: number, wanted: string): string =>
  changesOf(text, list, index, { at: `${list}/${index}/identifier`, value: wanted }, (place) => ({
    at: `/connections/${place}/sourceOutletIdentifier`,
    value: wanted,
  }));

/** Removes an outlet and the connections that leave by it. */
export const removeOutlet = (text: string, list: string, index: number): string =>
  changesOf(text, list, index, { at: `${list}/${index}`, value: undefined }, (place) => ({
    at: `/connections/${place}`,
    value: undefined,
  }));

/** Puts an item of a list elsewhere in it. Connections name outlets, so they stay with theirs. */
export function moveItemChanges(list: string, items: readonly Json[], from: number, to: number): Change[] {
  const item = items[from];
  if (item === undefined || from === to) return [];
  return [
    { at: `${list}/${from}`, value: undefined },
    { at: list, insert: item, index: to < from ? to : to + 1 },
  ];
}
