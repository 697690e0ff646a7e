import { z } from "zod";
import { definitionOf } from "../../nodes/definitions";

type Path = readonly (string | number)[];

/**
 * What expressions in a place read: a node's `config` (`config`), what it gave (`variables`), the values of
 * a form that is being filled in (`form`), or an event that may start a run (`event`).
 */
export type Place = "config" | "variables" | "form" | "event";

/** How a string of the document is read when it runs. */
export type FieldKind = { syntax: "template" | "jq"; place: Place } | { syntax: "none" };

const none: FieldKind = { syntax: "none" };

/**
 * How the string at `path` (from the document's root, through `nodes` and an index) is read. The node
 * type's own schema says which fields are bare jq and which hold no templates.
 */
export function fieldKind(path: Path, nodeType: string, value: string): FieldKind {
  if (path[0] !== "nodes" || typeof path[1] !== "number") return none;
  const part = path[2];
  if (part === "variables" || part === "links") return { syntax: "template", place: "variables" };
  const key = path[3];
  if (part !== "config" || key === undefined || key === "type") return none;

  const definition = definitionOf(nodeType);
  if (definition === undefined) return { syntax: "template", place: "config" };
  const inner = path.slice(3);
  if (isBareJq(definition.config, inner) || isQuery(inner))
    return { syntax: "jq", place: jqPlace(inner, definition.role) };
  if (!definition.literal.includes(String(key))) return { syntax: "template", place: "config" };
  return isLabelText(inner, value) ? { syntax: "template", place: "config" } : none;
}

function jqPlace(path: Path, role: string): Place {
  if (path[0] === "userInputs") return "form";
  return role === "trigger" ? "event" : "config";
}

/** Reference 2.2: in a form, `{"jqQuery": …}` may stand for almost any literal. */
const isQuery = (path: Path): boolean => path[0] === "userInputs" && path.at(-1) === "jqQuery";

/** Reference 4.1: a label's text may hold templates. */
const isLabelText = (path: Path, value: string): boolean =>
  path.at(-1) === "text" && /statusLabel$/i.test(String(path.at(-2))) && value.includes("{{");

/** True when a schema's string at `path` is marked as bare jq. */
function isBareJq(schema: z.ZodType, path: Path): boolean {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodUnion)
    return (inner.options as z.ZodType[]).some((option) => isBareJq(option, path));
  const [step, ...rest] = path;
  if (step === undefined) return inner instanceof z.ZodString && metaOf(schema)?.jq === true;
  if (inner instanceof z.ZodObject) {
    const next = (inner.shape as Record<string, z.ZodType>)[String(step)];
    return next !== undefined && isBareJq(next, rest);
  }
  if (inner instanceof z.ZodArray) return isBareJq(inner.element as z.ZodType, rest);
  if (inner instanceof z.ZodRecord) return isBareJq(inner.valueType as z.ZodType, rest);
  return false;
}

function metaOf(schema: z.ZodType): Record<string, unknown> | undefined {
  const own = schema.meta();
  return own === undefined && schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType).meta() : own;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable || inner instanceof z.ZodDefault)
    inner = inner.unwrap() as z.ZodType;
  return inner;
}
