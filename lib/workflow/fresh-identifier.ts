import { definitionOf } from "../nodes/definitions";
import type { WorkflowDocument } from "./document";

/** `wanted`, or `wanted_2`, `wanted_3`, … when it is taken; a number at its end counts on. */
export function freeName(taken: ReadonlySet<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted;
  const [, stem = wanted, digits] = /^(.*?)_(\d{1,6})$/.exec(wanted) ?? [];
  for (let count = digits === undefined ? 2 : Number(digits) + 1; ; count++) {
    const name = `${stem}_${count}`;
    if (!taken.has(name)) return name;
  }
}

/** An identifier for a new node of a type: `trigger` for a trigger, else the type's title, as `upsert_entity`. */
export function freshIdentifier(document: WorkflowDocument, type: string): string {
  const definition = definitionOf(type);
  const title = definition?.role === "trigger" ? "trigger" : (definition?.title ?? type);
  const wanted = title.toLowerCase().replace(/[^\p{L}0-9]+/gu, "_");
  return freeName(new Set(document.nodes.map((node) => node.identifier)), wanted);
}
