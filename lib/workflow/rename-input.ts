import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { fromPointer, toPointer } from "../base/pointer";
import { renameReferences } from "../jq";
import { type ChangedPlace, changedPlaces } from "./changed-places";
import { isWorkable, type WorkflowNode } from "./document";
import { type ExpressionPlace, expressionPlaces } from "./expression-places";
import { freeName } from "./fresh-identifier";
import { isTrigger } from "./graph";
import { placeChanges } from "./rename";
import { type Change, editText } from "./text-edit";

/**
 * Gives an input of a form another name: in the form, in its queries, where the trigger's contexts and permissions
 * name it, and in every expression that reads it (reference 2.1, 2.2, 4.2). `at` is the pointer of the form,
 * `/nodes/0/config/userInputs`. A name that is taken or empty changes nothing.
 */
export function renameInput(text: string, at: string, from: string, to: string): string {
  const place = placeOf(text, at);
  if (place === undefined || from === to || to === "") return text;
  const { properties } = place.form;
  if (!isJsonObject(properties) || !Object.hasOwn(properties, from) || Object.hasOwn(properties, to))
    return text;
  return editText(text, [
    { at: toPointer([...fromPointer(at), "properties", from]), key: to },
    ...namedChanges(place.form, at, from, to),
    ...configChanges(place.node.config, at.slice(0, at.lastIndexOf("/")), from, to),
    ...expressionChanges(place, at, from, to),
  ]);
}

/** Where an input is read or named beside the lists of its own form, as it would be changed by a rename. */
export function inputUses(text: string, at: string, name: string): ChangedPlace[] {
  const place = placeOf(text, at);
  const properties = place && isJsonObject(place.form.properties) ? place.form.properties : {};
  const other = freeName(new Set(Object.keys(properties)), `${name}_renamed`);
  const own = toPointer([...fromPointer(at), "properties", name]);
  const lists = new RegExp(`^${escaped(at)}/(steps/\\d+/)?(order|required)(/|$)`);
  return changedPlaces(text, renameInput(text, at, name, other)).filter(
    (use) =>
      use.at !== own &&
      !use.at.startsWith(`${own}/`) &&
      !lists.test(use.at) &&
      use.at !== toPointer([...fromPointer(at), "properties", other]),
  );
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

interface FormPlace {
  nodes: readonly WorkflowNode[];
  node: WorkflowNode;
  form: JsonObject;
}

function placeOf(text: string, at: string): FormPlace | undefined {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  if (!isWorkable(document)) return undefined;
  const node = document.nodes[Number(fromPointer(at)[1])];
  const form = node?.config.userInputs;
  return node && isJsonObject(form) ? { nodes: document.nodes, node, form } : undefined;
}

/** The lists of a form that name the input. */
function namedChanges(form: JsonObject, at: string, from: string, to: string): Change[] {
  const inList = (list: Json | undefined, place: string): Change[] =>
    (Array.isArray(list) ? list : []).flatMap((name, index) =>
      name === from ? [{ at: `${place}/${index}`, value: to }] : [],
    );
  return [
    ...inList(form.order, `${at}/order`),
    ...inList(form.required, `${at}/required`),
    ...(Array.isArray(form.steps) ? form.steps : []).flatMap((step, index) =>
      isJsonObject(step) ? inList(step.order, `${at}/steps/${index}/order`) : [],
    ),
    ...Object.entries(isJsonObject(form.properties) ? form.properties : {}).flatMap(([name, property]) =>
      isJsonObject(property)
        ? inList(property.dependsOn, `${at}/properties${toPointer([name])}/dependsOn`)
        : [],
    ),
  ];
}

/** Contexts of a trigger name an input, and so do the rules of a policy, with what they read of it behind a dot. */
function configChanges(config: JsonObject, at: string, from: string, to: string): Change[] {
  const found: Change[] = [];
  const walk = (value: Json | undefined, place: string): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) walk(item, `${place}/${index}`);
    } else if (isJsonObject(value)) {
      const { context, property } = value;
      if (context === "form" && typeof property === "string") {
        if (property === from || property.startsWith(`${from}.`))
          found.push({ at: `${place}/property`, value: to + property.slice(from.length) });
      }
      for (const [key, item] of Object.entries(value)) walk(item, place + toPointer([key]));
    }
  };
  walk(config.permissions, `${at}/permissions`);
  for (const [index, context] of (Array.isArray(config.contexts) ? config.contexts : []).entries())
    if (isJsonObject(context) && context.userInput === from)
      found.push({ at: `${at}/contexts/${index}/userInput`, value: to });
  return found;
}

function expressionChanges({ nodes, node }: FormPlace, at: string, from: string, to: string): Change[] {
  const ways = outputWays(nodes, node, from);
  const index = nodes.indexOf(node);
  const rename = (place: ExpressionPlace) => (source: string) => {
    if (place.reads !== "own")
      return ways.reduce(
        (text, within) => renameReferences(text, { root: "outputs", within, from, to }),
        source,
      );
    return ["form", "inputs"].reduce((text, root) => renameReferences(text, { root, from, to }), source);
  };
  return nodes.flatMap((other, place_) =>
    expressionPlaces(other, place_)
      .filter(
        (place) =>
          place.text.includes(from) &&
          (place.reads !== "own" || (place_ === index && place.at.startsWith(`${at}/`))),
      )
      .flatMap((place) => placeChanges(place, rename(place))),
  );
}

/** By which steps after `.outputs` other nodes come to the inputs of a form. */
function outputWays(
  nodes: readonly WorkflowNode[],
  node: WorkflowNode,
  name: string,
): (readonly (string | null)[])[] {
  const { identifier } = node;
  if (!isTrigger(node)) return [[identifier, "responses", null, "inputs"]];
  // `.outputs.trigger` is whichever trigger fired: another one may have an input of that name too (reference 6.2).
  const isShared = nodes.some((other) => {
    const form = other !== node && isTrigger(other) ? other.config.userInputs : undefined;
    return isJsonObject(form) && isJsonObject(form.properties) && Object.hasOwn(form.properties, name);
  });
  const names = isShared ? [identifier] : [...new Set([identifier, "trigger"])];
  return names.filter((one) => !isShared || one !== "trigger").flatMap((one) => [[one], [one, "inputs"]]);
}
