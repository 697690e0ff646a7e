import { fromPointer } from "@/lib/base/pointer";
import { connectionsOf } from "@/lib/workflow/document";
import { parseWorkflow } from "@/lib/workflow/parse";
import { type Change, editText } from "@/lib/workflow/text-edit";

/** Gives an outlet another identifier, in the node and in the connections that leave by it. */
export function renameOutlet(text: string, list: string, index: number, wanted: string): string {
  const { document } = parseWorkflow(text);
  const node = document?.nodes[Number(fromPointer(list)[1])];
  const outlets = node?.config.outlets;
  const outlet = Array.isArray(outlets) ? (outlets[index] as { identifier?: string } | undefined) : undefined;
  if (!document || !node || !outlet) return text;
  const changes: Change[] = [{ at: `${list}/${index}/identifier`, value: wanted }];
  connectionsOf(document).forEach((connection, place) => {
    if (
      connection.sourceIdentifier === node.identifier &&
      connection.sourceOutletIdentifier === outlet.identifier
    )
      changes.push({ at: `/connections/${place}/sourceOutletIdentifier`, value: wanted });
  });
  return editText(text, changes);
}
