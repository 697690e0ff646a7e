import { isJsonObject, type Json } from "../../base/json";
import { definitionOf } from "../../nodes/definitions";
import type { WorkflowDocument, WorkflowNode } from "../document";
import { triggersOf } from "../graph";
import { contextOf, shapeOfTemplate } from "./expression-shape";
import { type Blueprints, blueprintOf, entityShape } from "./from-catalog";
import { fieldsOf, shapeOfSchema } from "./from-schema";
import { anything, eitherOf, filledIn, objectOf, type Shape, shapeOf } from "./shape";

/** What is known beside the document; without it only what the document declares is. */
export interface ShapeFacts {
  blueprints?: Blueprints | undefined;
  /** What nodes gave in the last run or in samples, by identifier. */
  seen?: Readonly<Record<string, Shape>> | undefined;
}

const text = shapeOf("declared", "string");
const count = shapeOf("declared", "number");
const headers = shapeOf("declared", "object", { title: "headers" });

/**
 * The shape of every node's output, as later nodes read it. `outputs.trigger` is what any trigger gives, unless
 * another node has that name.
 */
export function outputShapes(document: WorkflowDocument, facts: ShapeFacts = {}): Record<string, Shape> {
  const shapes: Record<string, Shape> = Object.create(null);
  for (const node of document.nodes) {
    const { identifier } = node;
    const seen =
      facts.seen !== undefined && Object.hasOwn(facts.seen, identifier) ? facts.seen[identifier] : undefined;
    const declared = rawShape(node, facts.blueprints);
    shapes[identifier] = hasVariables(node)
      ? filledIn(variablesShape(node, declared), seen)
      : filledIn(declared, seen);
  }
  const triggers = triggersOf(document).map(({ identifier }) => shapes[identifier] as Shape);
  if (triggers.length > 0 && shapes.trigger === undefined) shapes.trigger = triggers.reduce(eitherOf);
  return shapes;
}

export const hasVariables = ({ variables }: WorkflowNode): boolean =>
  isJsonObject(variables ?? null) && Object.keys(variables as object).length > 0;

/** What a node gives before its `variables` replace it (reference 6.5). */
export function rawShape({ config }: WorkflowNode, blueprints?: Blueprints): Shape {
  const shape = byType(config.type, config, blueprints);
  if (definitionOf(config.type)?.role !== "action" || shape.fields === undefined) return shape;
  const failed = config.onFailure === "continue" ? { error: { shape: failure, optional: true } } : {};
  const late =
    config.onTimeout === "continue"
      ? { timeout: { shape: shapeOf("declared", "boolean"), optional: true } }
      : {};
  return { ...shape, fields: { ...shape.fields, ...failed, ...late } };
}

const failure = objectOf("declared", { message: text });

function byType(type: string, config: WorkflowNode["config"], blueprints: Blueprints | undefined): Shape {
  switch (type) {
    case "SELF_SERVE_TRIGGER":
      return formShape(config.userInputs);
    case "EVENT_TRIGGER":
      return eventShape(config, blueprints);
    case "SCHEDULE_TRIGGER":
      return objectOf("declared", { scheduledAt: text, cron: text, missedTicks: count });
    case "WEBHOOK":
      // Without waiting the output is what the called system reports.
      return config.synchronized === false
        ? anything("declared")
        : objectOf("declared", {
            response: objectOf("declared", { status: count, data: anything("declared"), headers }),
          });
    case "UPSERT_ENTITY":
      return objectOf("declared", {
        response: objectOf("declared", {
          status: count,
          data: entityShape(blueprintOf(blueprints, config.blueprintIdentifier)),
        }),
      });
    case "AI":
    case "AI_AGENT":
      return objectOf("declared", { response: answerShape(config.outputSchema), invocationIdentifier: text });
    case "INPUT":
      return inputShape(config);
    default:
      return anything("declared");
  }
}

/** The values of a form (reference 2.1). A form that asks nothing yet is not taken for one that has nothing. */
export function formShape(userInputs: Json | undefined): Shape {
  const fields = isJsonObject(userInputs) ? fieldsOf(userInputs, "declared") : {};
  const isEmpty = Object.keys(fields).length === 0;
  return { from: "declared", types: ["object"], fields, ...(!isEmpty && { closed: true, title: "inputs" }) };
}

/** Reference 3.5: the answer is a text; with a schema it is JSON as text, and the example is one that fits. */
function answerShape(schema: Json | undefined): Shape {
  if (!isJsonObject(schema)) return text;
  return { ...text, example: JSON.stringify(exampleOf(shapeOfSchema(schema, "declared"))) };
}

function eventShape({ event }: WorkflowNode["config"], blueprints: Blueprints | undefined): Shape {
  const declared = isJsonObject(event) ? event : {};
  const entity = entityShape(blueprintOf(blueprints, declared.blueprintIdentifier));
  return objectOf("declared", {
    action: { ...text, values: ["CREATE", "UPDATE", "DELETE", "TIMER_EXPIRED"] },
    diff: objectOf(
      "declared",
      { before: { shape: entity, optional: true }, after: { shape: entity, optional: true } },
      { closed: true, title: "the difference" },
    ),
    context: objectOf("declared", {
      blueprintIdentifier: text,
      entityIdentifier: text,
      ...(declared.type === "TIMER_EXPIRED" && { propertyIdentifier: text }),
    }),
  });
}

function inputShape({ outlets, userInputs }: WorkflowNode["config"]): Shape {
  const names = (Array.isArray(outlets) ? outlets : []).flatMap((outlet) =>
    isJsonObject(outlet) && typeof outlet.identifier === "string" ? [outlet.identifier] : [],
  );
  const inputs: Shape = {
    from: "declared",
    types: ["object"],
    fields: isJsonObject(userInputs) ? fieldsOf(userInputs, "declared") : {},
  };
  return objectOf("declared", {
    selectedOutlet: objectOf("declared", {
      identifier: { ...text, ...(names.length > 0 && { values: names }) },
    }),
    responses: shapeOf("declared", "array", {
      items: objectOf("declared", {
        inputs,
        buttonIdentifier: text,
        submitterInfo: objectOf("declared", { submittedBy: text }),
      }),
    }),
  });
}

/** Reference 6.4: the declared names, each with the type of what its template gives. */
function variablesShape({ variables }: WorkflowNode, raw: Shape): Shape {
  const context = contextOf({}, { result: raw });
  return objectOf(
    "declared",
    Object.fromEntries(
      Object.entries(variables ?? {}).map(([name, value]) => [name, shapeOfTemplate(value, context)]),
    ),
  );
}

/** A value that has a shape, for completion to run expressions on: examples where there are any, else null. */
export function exampleOf(shape: Shape, depth = 0): Json {
  if (shape.fields !== undefined && depth < 8)
    return Object.fromEntries(
      Object.entries(shape.fields).map(([name, field]) => [name, exampleOf(field.shape, depth + 1)]),
    );
  if (shape.example !== undefined) return shape.example;
  if (shape.values?.[0] !== undefined) return shape.values[0];
  if (shape.items !== undefined && shape.types?.[0] === "array")
    return shape.items.types === undefined ? [] : [exampleOf(shape.items, depth + 1)];
  const [type] = shape.types ?? [];
  return type === "object" ? {} : type === "array" ? [] : null;
}
