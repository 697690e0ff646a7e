import { fromPointer } from "../base/pointer";
import type { WorkflowDocument } from "../workflow/document";

/** A pointer in words of the workflow: `/nodes/2/config/url` reads `deploy › config › url`. */
export function placeWords(document: WorkflowDocument | undefined, at: string): string {
  const [area, index, ...rest] = fromPointer(at);
  if (area === undefined) return "workflow";
  if (area === "nodes" && typeof index === "number")
    return [document?.nodes[index]?.identifier ?? `node ${index + 1}`, ...rest].join(" › ");
  if (area === "connections" && typeof index === "number") {
    const connection = document?.connections?.[index];
    const name = connection
      ? `${connection.sourceIdentifier} → ${connection.targetIdentifier}`
      : `connection ${index + 1}`;
    return [name, ...rest].join(" › ");
  }
  return ["workflow", area, ...(index === undefined ? [] : [index]), ...rest].join(" › ");
}
