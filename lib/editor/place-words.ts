import { fromPointer } from "../base/pointer";
import { fieldOf, type Problem } from "../base/problem";
import type { WorkflowDocument } from "../workflow/document";
import { placeName } from "../workflow/place-name";

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

/** A problem's message as it reads at a field that is plain to see: with what lies between field and problem alone. */
export function atItsField(problem: Problem, field: string, document: WorkflowDocument): string {
  const { message } = problem;
  const at = fieldOf(problem);
  const path = fromPointer(at);
  // A message names its place, or what that place is in.
  const label = path
    .map((_, index) => `${placeName(path.slice(0, path.length - index), document)}: `)
    .find((one) => message.startsWith(one));
  if (label === undefined) return message;
  const rest = message.slice(label.length);
  const inner = at.startsWith(`${field}/`) ? fromPointer(at.slice(field.length)).join(" › ") : "";
  return inner ? `${inner}: ${rest}` : rest.charAt(0).toUpperCase() + rest.slice(1);
}
