import { isJsonObject, type Json } from "../base/json";
import { toPointer } from "../base/pointer";
import type { WorkflowDocument } from "../workflow/document";
import type { Stretch } from "./command-search";

/** A place of the workflow whose text holds what was looked for. */
export interface Match {
  /** JSON Pointer of the value. */
  at: string;
  /** The identifier of its node, `source → target` of its connection, or `workflow`. */
  where: string;
  /** The field's path below that: `config › url`. */
  field: string;
  /** The text on one line, cut around the match, and where the match is in it. */
  excerpt: string;
  mark: Stretch;
}

/** Characters kept before a match and after it. */
const before = 24;
const after = 72;

/**
 * Every value of the document that holds the text, and every key of an object of one's own (a header, say),
 * in the order of the document; one match for each place. Letters count alike in either case.
 *
 * @param most how many matches are wanted
 */
export function findInWorkflow(document: WorkflowDocument, search: string, most = 500): Match[] {
  const wanted = search.toLowerCase();
  if (wanted.trim() === "") return [];
  const matches: Match[] = [];
  const add = (text: string, path: (string | number)[], where: string, skip: number) => {
    const start = text.toLowerCase().indexOf(wanted);
    if (start < 0) return false;
    const field = path.slice(skip).join(" › ");
    matches.push({
      at: toPointer(path),
      where,
      field,
      ...cut(text, { start, end: start + wanted.length }),
    });
    return true;
  };
  const walk = (value: Json | undefined, path: (string | number)[], where: string, skip: number): void => {
    if (matches.length >= most || value === undefined || value === null) return;
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        walk(item, [...path, index], where, skip);
      });
    } else if (isJsonObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        const place = [...path, key];
        const isFound = isFree(place, skip) && add(key, place, where, skip);
        if (!isFound || typeof item === "object") walk(item, place, where, skip);
      }
    } else if (typeof value !== "boolean") add(String(value), path, where, skip);
  };
  const { nodes, connections, ...rest } = document;
  for (const [key, value] of Object.entries(rest)) walk(value as Json, [key], "workflow", 0);
  nodes.forEach((node, index) => {
    walk(node as unknown as Json, ["nodes", index], node.identifier, 2);
  });
  (connections ?? []).forEach((connection, index) => {
    const where = `${connection.sourceIdentifier} → ${connection.targetIdentifier}`;
    walk(connection.description, ["connections", index, "description"], where, 2);
  });
  return matches.slice(0, most);
}

/** Keys that the author chose: members of something inside `config`, or of `variables`. */
const isFree = (path: readonly (string | number)[], skip: number) =>
  path[skip] === "variables" || (path[skip] === "config" && path.length > skip + 2);

function cut(text: string, mark: Stretch): { excerpt: string; mark: Stretch } {
  const start = Math.max(0, mark.start - before);
  const end = Math.min(text.length, mark.end + after);
  const lead = start > 0 ? "…" : "";
  const shown = `${lead}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
  const shift = lead.length - start;
  // White space becomes one character of its own each, so that the mark stays where it is.
  return { excerpt: shown.replace(/\s/g, " "), mark: { start: mark.start + shift, end: mark.end + shift } };
}
