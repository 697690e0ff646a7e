import type { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { didYouMean, nearest } from "../base/nearest";
import { toPointer, valueAt } from "../base/pointer";
import type { Fix, Problem } from "../base/problem";
import { shown } from "../base/shown";
import { definitionOf, nodeTypes } from "../nodes/definitions";
import { Connection, WorkflowDocument, WorkflowNode } from "./document";
import { placeName } from "./place-name";

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

/** What the schemas of the document and of each node's type say, and names that are nearly right. */
export function schemaProblems(value: Json): Problem[] {
  const problems: Problem[] = [];
  const parsed = WorkflowDocument.safeParse(value, { error: explain });
  for (const issue of parsed.error?.issues ?? []) problems.push(problemOf(issue, [], value));
  if (!isJsonObject(value)) return problems;

  problems.push(...strayFields(value, WorkflowDocument.shape, [], value));
  const nodes = Array.isArray(value.nodes) ? value.nodes : [];
  nodes.forEach((node, index) => {
    if (!isJsonObject(node)) return;
    problems.push(...strayFields(node, WorkflowNode.shape, ["nodes", index], value));
    if (isJsonObject(node.config) && typeof node.config.type === "string")
      problems.push(...configProblems(node.config, index, value));
  });
  const connections = Array.isArray(value.connections) ? value.connections : [];
  connections.forEach((connection, index) => {
    if (isJsonObject(connection))
      problems.push(...strayFields(connection, Connection.shape, ["connections", index], value));
  });
  return problems;
}

function configProblems(config: JsonObject, index: number, document: Json): Problem[] {
  const path = ["nodes", index, "config"];
  const type = String(config.type);
  const definition = definitionOf(type);
  if (definition === undefined) return [unknownType(type, path, document)];
  const parsed = definition.config.safeParse(config, { error: explain });
  const issues = parsed.error?.issues ?? [];
  const own = definition.problems?.(config) ?? [];
  const before = toPointer(path);
  return [
    ...issues.map((issue) => problemOf(issue, path, document, definition.initial())),
    ...own.map((problem) => ({
      ...problem,
      at: before + problem.at,
      message: `${placeName(path, document)}: ${problem.message}`,
      ...(problem.fix && {
        fix: { ...problem.fix, edits: problem.fix.edits.map((edit) => ({ ...edit, at: before + edit.at })) },
      }),
    })),
    ...strayFields(config, (definition.config as unknown as z.ZodObject).shape, path, document),
  ];
}

function unknownType(type: string, path: (string | number)[], document: Json): Problem {
  const names = nearest(type, nodeTypes);
  const at = `${toPointer(path)}/type`;
  return {
    code: "node/unknown-type",
    severity: "error",
    at,
    message:
      `${placeName(path, document)}: there is no node type "${type}".` +
      (names.length > 0 ? didYouMean(names) : ` Types: ${nodeTypes.join(", ")}.`),
    ...(names[0] !== undefined && { fix: { title: `Use ${names[0]}`, edits: [{ at, value: names[0] }] } }),
  };
}

/** A schema's own `error` comes first; this words the rest. The place is put before it later. */
function explain(issue: RawIssue): string {
  const name = issue.path?.length ? `"${String(issue.path.at(-1))}"` : "The document";
  const value = issue.input as Json | undefined;
  const missing = value === undefined;
  switch (issue.code) {
    case "invalid_type":
      return missing
        ? `${name} is missing. Add ${article(String(issue.expected))}.`
        : `${name} is ${shown(value)}; it must be ${article(String(issue.expected))}.`;
    case "invalid_value": {
      const values = issue.values.map((one) => JSON.stringify(one)).join(", ");
      const choice = issue.values.length === 1 ? values : `one of ${values}`;
      return missing ? `${name} is missing. Use ${choice}.` : `${name} is ${shown(value)}; use ${choice}.`;
    }
    case "too_small":
    case "too_big": {
      const bound = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
      const what = issue.origin === "array" ? " items" : issue.origin === "string" ? " characters" : "";
      return `${name} is ${shown(value)}; it needs ${bound}${what}.`;
    }
    default:
      return `${name} is ${shown(value)}, which does not fit here.`;
  }
}

const articles: Record<string, string> = {
  string: "a text in quotes",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object { }",
  record: "an object { }",
  array: "a list [ ]",
};
const article = (expected: string): string => articles[expected] ?? expected;

function problemOf(
  issue: Issue,
  before: (string | number)[],
  document: Json,
  initial: JsonObject = {},
): Problem {
  const inner = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  const path = [...before, ...inner];
  const at = toPointer(path);
  const value = valueAt(document, path);
  const [key] = inner;
  let fix: Fix | undefined;
  if (issue.code === "invalid_value" && issue.values.length > 0) {
    const texts = issue.values.map(String);
    const best = typeof value === "string" ? nearest(value, texts)[0] : texts[0];
    if (best !== undefined) fix = { title: `Use ${best}`, edits: [{ at, value: best }] };
  } else if (issue.code === "invalid_type" && issue.expected === "string" && isPlain(value))
    fix = { title: "Put it in quotes", edits: [{ at, value: String(value) }] };
  else if (issue.code === "invalid_union" && key === "headers" && isJsonObject(value)) {
    const bare = Object.entries(value).filter(([, one]) => isPlain(one));
    if (bare.length > 0)
      fix = {
        title: "Put the values in quotes",
        edits: bare.map(([name, one]) => ({ at: at + toPointer([name]), value: String(one) })),
      };
  } else if (
    value === undefined &&
    inner.length === 1 &&
    typeof key === "string" &&
    initial[key] !== undefined
  )
    fix = { title: `Add ${key}`, edits: [{ at, value: initial[key] }] };
  // A place that is missing is shown at the object that lacks it.
  const shownAt = value === undefined ? toPointer(path.slice(0, -1)) : at;
  return {
    code: value === undefined ? "schema/missing" : "schema/invalid",
    severity: "error",
    at: shownAt,
    ...(value === undefined && path.length > 0 && { missing: String(path.at(-1)) }),
    message: `${placeName(path, document)}: ${issue.message}`,
    ...(fix && { fix }),
  };
}

const isPlain = (value: Json | undefined): boolean => typeof value === "number" || typeof value === "boolean";

/** Fields that no schema knows but that are nearly one it knows: most likely typing mistakes. */
function strayFields(value: JsonObject, shape: object, path: (string | number)[], document: Json): Problem[] {
  const known = Object.keys(shape);
  return Object.keys(value).flatMap((key) => {
    if (known.includes(key)) return [];
    const [name] = nearest(key, known);
    if (name === undefined || value[name] !== undefined) return [];
    const at = toPointer([...path, key]);
    return [
      {
        code: "schema/unknown-field",
        severity: "warning" as const,
        at,
        message: `${placeName(path, document)}: "${key}" means nothing here. Did you mean "${name}"?`,
        fix: {
          title: `Rename to ${name}`,
          edits: [
            { at, value: undefined },
            { at: toPointer([...path, name]), value: value[key] },
          ],
        },
      },
    ];
  });
}
