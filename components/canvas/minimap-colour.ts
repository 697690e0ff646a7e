import { groupNode, noteNode } from "@/lib/editor/board-graph";
import type { FlowNode } from "@/lib/editor/flow";
import { nodePlace } from "@/lib/editor/selectors";
import type { EditorState } from "@/lib/editor/store-types";
import { definitionOf } from "@/lib/nodes/definitions";
import type { boardColours } from "@/lib/workflow/board";

const tints: Record<(typeof boardColours)[number], string> = {
  grey: "var(--text-faint)",
  amber: "var(--family-trigger)",
  green: "var(--family-catalog)",
  blue: "var(--family-action)",
  violet: "var(--family-flow)",
  rose: "var(--family-ai)",
};

/** A card's family colour, quietened, for the overview. */
export function minimapColour(
  { document, board }: Pick<EditorState, "document" | "board">,
  { id, type }: Pick<FlowNode, "id" | "type">,
): string {
  if (type !== "card") {
    const colour = [...board.groups, ...board.notes].find(
      (each) => groupNode(each.id) === id || noteNode(each.id) === id,
    )?.colour;
    const tint = tints[colour ?? "grey"];
    return `color-mix(in srgb, ${tint} ${type === "frame" ? 14 : 40}%, var(--surface-raised))`;
  }
  const family = definitionOf(nodePlace(document, id)?.value.config.type ?? "")?.family;
  return family
    ? `color-mix(in srgb, var(--family-${family}) 55%, var(--surface-raised))`
    : "var(--line-strong)";
}
