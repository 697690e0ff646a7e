import { definitionOf } from "../../nodes/definitions";
import type { WorkflowNode } from "../document";
import type { ExpressionPlace } from "../expression-places";
import { contextOf } from "./expression-shape";
import { formShape, rawShape, type ShapeFacts } from "./node-shapes";
import { filledIn, type Shape } from "./shape";

/** What an expression of a node reads, by the kind of its place: the shape of jq's `.` there. */
export function placeShape(
  node: WorkflowNode,
  reads: ExpressionPlace["reads"],
  outputs: Readonly<Record<string, Shape>>,
  facts: ShapeFacts = {},
): Shape {
  if (reads === "run") return contextOf(outputs);
  if (reads === "own") {
    if (node.config.event !== undefined) return outputs[node.identifier] ?? rawShape(node, facts.blueprints);
    const form = formShape(node.config.userInputs);
    return contextOf(outputs, { form, inputs: form });
  }
  const { identifier } = node;
  const raw = rawShape(node, facts.blueprints);
  const isReplaced = Object.keys(node.variables ?? {}).length > 0;
  const seen =
    !isReplaced && facts.seen && Object.hasOwn(facts.seen, identifier) ? facts.seen[identifier] : undefined;
  const result =
    definitionOf(node.config.type)?.role === "trigger" ? (outputs[identifier] ?? raw) : filledIn(raw, seen);
  return contextOf(outputs, { result });
}
