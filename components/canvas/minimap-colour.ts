import { nodePlace } from "@/lib/editor/selectors";
import { definitionOf } from "@/lib/nodes/definitions";
import type { WorkflowDocument } from "@/lib/workflow/document";

/** A card's family colour, quietened, for the overview. */
export function minimapColour(document: WorkflowDocument | undefined, id: string): string {
  const family = definitionOf(nodePlace(document, id)?.value.config.type ?? "")?.family;
  return family
    ? `color-mix(in srgb, var(--family-${family}) 55%, var(--surface-raised))`
    : "var(--line-strong)";
}
