import { isJsonObject, type Json } from "../base/json";
import { toPointer } from "../base/pointer";
import { definitionOf } from "../nodes/definitions";
import { isSpreadKey } from "../template/render";
import type { WorkflowNode } from "./document";

/** One string of a node that holds templates or is bare jq. */
export interface ExpressionPlace {
  /** JSON Pointer in the document. */
  at: string;
  text: string;
  kind: "template" | "jq";
  /** The text is a key; `at` is the pointer of its entry. */
  isKey: boolean;
  /**
   * What it reads: a node's context, that and the node's own raw output (reference 6.2, 6.4), or a form or
   * an event of its own.
   */
  reads: "run" | "result" | "own";
}

/** Every string of a node in which expressions stand. Strings without braces are left out. */
export function expressionPlaces(node: WorkflowNode, index: number): ExpressionPlace[] {
  const definition = definitionOf(node.config.type);
  const literal = new Set([...(definition?.literal ?? []), "type"]);
  const at = `/nodes/${index}`;
  const places: ExpressionPlace[] = [];
  for (const [key, value] of Object.entries(node.config))
    if (!literal.has(key)) collect(value, at + toPointer(["config", key]), "run", places);
  for (const place of definition?.expressions?.(node.config) ?? [])
    places.push({
      at: `${at}/config${place.at}`,
      text: place.text,
      kind: place.template === true ? "template" : "jq",
      isKey: false,
      reads: definition?.role === "trigger" || place.form === true ? "own" : "run",
    });
  collect(node.variables ?? null, `${at}/variables`, "result", places);
  collect(node.links ?? null, `${at}/links`, "result", places);
  return places;
}

const hasBraces = (text: string): boolean => text.includes("{{") || text.includes("}}");

function collect(value: Json, at: string, reads: "run" | "result", places: ExpressionPlace[]): void {
  if (typeof value === "string") {
    if (hasBraces(value)) places.push({ at, text: value, kind: "template", isKey: false, reads });
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(item, `${at}/${index}`, reads, places);
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      const place = at + toPointer([key]);
      if (hasBraces(key) && !isSpreadKey(key))
        places.push({ at: place, text: key, kind: "template", isKey: true, reads });
      collect(item, place, reads, places);
    }
  }
}
