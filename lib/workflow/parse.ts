import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { isWorkable, type WorkflowDocument } from "./document";
import { upgradeText } from "./exchange";
import { type JsonReading, readJson, treeAt } from "./json-tree";
import { positionAt } from "./locate";
import { schemaProblems } from "./schema-problems";
import { indentAt, lineIndent } from "./text-style";

/** Our own hard limits (design, section 1): bytes of text in UTF-8, and nodes. */
export const maxBytes = 5_000_000;
export const maxNodes = 2_000;

export interface ParsedWorkflow {
  /**
   * Present when the text holds something that a canvas can show, wrong as it may be: every node with
   * identifier and `config.type`, every connection with two ends.
   */
  document?: WorkflowDocument;
  /** Of the text and its shape. `checkWorkflow(document)` finds the rest; `checkText` does both. */
  problems: Problem[];
  /** True when `text` is not what was given. */
  upgraded: boolean;
  /** One sentence for each thing that was changed. */
  changes: string[];
  /** The current form, or the same text byte for byte. Pointers in `problems` are of this text. */
  text: string;
}

const failure = (text: string, code: string, message: string): ParsedWorkflow => ({
  problems: [{ code, severity: "error", at: "", message }],
  upgraded: false,
  changes: [],
  text,
});

/**
 * Reads a workflow from strict JSON of any generation, bare or in the envelope of Port's API, and brings it
 * to the current form (reference 0). Never throws.
 */
export function parseWorkflow(given: string): ParsedWorkflow {
  const bytes = byteLength(given);
  if (bytes > maxBytes)
    return failure(
      given,
      "limit/size",
      `The text is ${(bytes / 1e6).toFixed(1)} MB long; Slipway takes at most ${maxBytes / 1e6} MB. Split the workflow.`,
    );
  const changes: string[] = [];
  let text = given;
  if (text.startsWith("\uFEFF")) {
    text = text.slice(1);
    changes.push("The byte order mark at the start was removed.");
  }
  let reading = readJson(text);
  if (reading.error !== undefined || reading.root === undefined)
    return failure(given, "json/syntax", syntaxMessage(text, reading));
  let value = JSON.parse(text) as Json;

  const wrapped = envelope(value);
  if (typeof wrapped === "string") return failure(given, "document/envelope", wrapped);
  if (wrapped !== undefined) {
    const inner = treeAt(reading.root, wrapped);
    if (inner !== undefined) {
      text = unindented(text, inner.start, inner.end);
      changes.push(`The workflow was taken out of an API reply (${toPointer(wrapped)}).`);
      reading = readJson(text);
      value = JSON.parse(text) as Json;
    }
  }
  if (!isJsonObject(value))
    return failure(
      given,
      "document/shape",
      `A workflow is a JSON object with nodes; this text is ${kindOf(value)}.`,
    );

  const upgraded = upgradeText(text, value);
  changes.push(...upgraded.changes);
  if (upgraded.text !== text) value = JSON.parse(upgraded.text) as JsonObject;
  const problems = reading.duplicates.map((duplicate) => duplicateProblem(text, duplicate));
  text = upgraded.text;
  const result = { upgraded: text !== given, changes, text };

  const count = isJsonObject(value) && Array.isArray(value.nodes) ? value.nodes.length : 0;
  if (count > maxNodes) {
    const message = `The workflow has ${count} nodes; Slipway takes at most ${maxNodes}. Split it.`;
    return { ...result, problems: [{ code: "limit/nodes", severity: "error", at: "/nodes", message }] };
  }
  if (!isWorkable(value)) return { ...result, problems: [...schemaProblems(value), ...problems] };
  return { ...result, document: value, problems };
}

/** Where strict JSON ends being JSON, for a marker; nothing when the text is fine. */
export function syntaxErrorOf(
  text: string,
): { offset: number; length: number; line: number; column: number; message: string } | undefined {
  const { error } = readJson(text);
  return error === undefined ? undefined : { ...error, ...positionAt(text, error.offset) };
}

function syntaxMessage(text: string, reading: JsonReading): string {
  if (reading.error === undefined) return "The text holds no JSON value.";
  const { line, column } = positionAt(text, reading.error.offset);
  return `Line ${line}, column ${column}: ${reading.error.message}`;
}

/** The path of the workflow inside a reply of Port's API, or why it cannot be told. */
function envelope(value: Json): string[] | string | undefined {
  if (!isJsonObject(value) || value.nodes !== undefined) return undefined;
  if (isJsonObject(value.workflow)) return ["workflow"];
  if (!Array.isArray(value.workflows)) return undefined;
  return value.workflows.length === 1
    ? ["workflows", "0"]
    : `This is a list of ${value.workflows.length} workflows. Take out the one to import.`;
}

/** A part of the text moved to the left by what its first line is indented. */
function unindented(text: string, start: number, end: number): string {
  const indent = indentAt(text, start) ?? lineIndent(text, start);
  const part = text.slice(start, end);
  return indent === "" ? part : part.replace(new RegExp(`(\\r\\n|\\n|\\r)${indent}`, "g"), "$1");
}

function duplicateProblem(text: string, duplicate: JsonReading["duplicates"][number]): Problem {
  const [first, second] = [positionAt(text, duplicate.first), positionAt(text, duplicate.second)];
  return {
    code: "json/duplicate-key",
    severity: "warning",
    at: duplicate.pointer,
    message: `The key "${duplicate.key}" stands twice in one object, on line ${first.line} and line ${second.line}. Only the later one counts; remove the other.`,
  };
}

function kindOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

function byteLength(text: string): number {
  if (text.length * 3 <= maxBytes) return text.length;
  return text.length > maxBytes ? text.length : new TextEncoder().encode(text).length;
}
