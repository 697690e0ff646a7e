import { isJsonObject, type Json } from "../base/json";
import { renameReferences } from "../jq";
import { identifierPattern } from "../nodes/fields";
import { normalizeQuotes } from "../template/expression";
import { scan } from "../template/scan";
import { isWorkable } from "./document";
import { type ExpressionPlace, expressionPlaces } from "./expression-places";
import { isTrigger } from "./graph";
import { type Change, editText } from "./text-edit";

/** Why a node cannot be called `to`; nothing when it can. */
export function whyNotRename(
  nodes: readonly { identifier: string }[],
  from: string,
  to: string,
): string | undefined {
  if (to === from) return undefined;
  if (!identifierPattern.test(to)) return "Use letters, digits and @ _ : - only.";
  return nodes.some(({ identifier }) => identifier === to) ? `Another node is called "${to}".` : undefined;
}

/**
 * Gives a node another identifier: in the node, in its connections, and in every expression that reads its
 * output. An identifier that is taken or not allowed, or a document that is not workable, changes nothing.
 */
export function renameNode(text: string, from: string, to: string): string {
  const document = read(text);
  if (!isWorkable(document) || from === to || !identifierPattern.test(to)) return text;
  const index = document.nodes.findIndex((node) => node.identifier === from);
  if (index < 0 || document.nodes.some((node) => node.identifier === to)) return text;

  const changes: Change[] = [{ at: `/nodes/${index}/identifier`, value: to }];
  document.connections?.forEach((connection, at) => {
    for (const end of ["sourceIdentifier", "targetIdentifier"] as const)
      if (connection[end] === from) changes.push({ at: `/connections/${at}/${end}`, value: to });
  });
  // `.outputs.trigger` is whichever trigger fired, so it stays true (reference 6.2).
  const alias =
    from === "trigger" && document.nodes.some((node) => node.identifier === from && isTrigger(node));
  if (!alias)
    document.nodes.forEach((node, at) => {
      for (const place of expressionPlaces(node, at)) changes.push(...renamedPlace(place, from, to));
    });
  return editText(text, changes);
}

function read(text: string): Json {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

function renamedPlace(place: ExpressionPlace, from: string, to: string): Change[] {
  if (place.reads === "own" || !place.text.includes(from)) return [];
  return placeChanges(place, (source) => renameReferences(source, { root: "outputs", from, to }));
}

/** What rewrites every expression of a place by `rename`, which gives what it does not touch back as it is. */
export function placeChanges(
  { at, text, kind, isKey }: ExpressionPlace,
  rename: (source: string) => string,
): Change[] {
  const expression = (written: string): string => {
    const source = normalizeQuotes(written);
    const renamed = rename(source);
    return renamed === source ? written : renamed;
  };
  const renamed = kind === "jq" ? expression(text) : eachExpression(text, expression);
  if (renamed === text) return [];
  return [isKey ? { at, key: renamed } : { at, value: renamed }];
}

function eachExpression(text: string, rename: (written: string) => string): string {
  const scanned = scan(text);
  if (!scanned.ok) return text;
  let result = "";
  let end = 0;
  for (const part of scanned.value) {
    if (part.kind !== "expression") continue;
    result += text.slice(end, part.start) + rename(part.text);
    end = part.end;
  }
  return result + text.slice(end);
}
