import type { StoreApi } from "zustand";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { toPointer } from "../base/pointer";
import { addNode, connect } from "../workflow/commands";
import type { WorkflowDocument } from "../workflow/document";
import { freeName, freshIdentifier } from "../workflow/fresh-identifier";
import {
  type ApiDocument,
  type ApiNode,
  type ApiOperation,
  type NeededInput,
  nodeOf,
} from "../workflow/openapi/node";
import { type Change, editText } from "../workflow/text-edit";
import type { Layout, Position } from "./api-types";
import { asLink, freeExit } from "./connect-rules";
import { cardHeight } from "./flow";
import { placeAfter } from "./graph-edits";
import type { EditorStore, Refusal } from "./store-types";

/** What came of an import: each new node with what became of its operation, or why nothing was changed. */
export type ApiImport = Refusal | { added: { identifier: string; node: ApiNode }[] };

/** Between nodes that are imported together, px. */
const gap = 48;

/**
 * Adds a WEBHOOK for each operation, as one step. One alone follows the chosen node where that has a way out.
 *
 * @param options.at top left corner of the first; beside what is there when absent
 * @param options.inputs also adds what the requests read to the form of the trigger
 */
export function addOperations(
  store: StoreApi<EditorStore>,
  api: ApiDocument,
  operations: readonly ApiOperation[],
  { at, inputs = false }: { at?: Position | undefined; inputs?: boolean } = {},
): ApiImport {
  const { document, layout, direction, selection, actions } = store.getState();
  if (document === undefined) return { refused: "The workflow's text cannot be read yet." };
  const added = named(
    document,
    operations.map((operation) => nodeOf(api, operation)),
  );
  const source = selection?.kind === "node" ? selection.id : document.nodes.at(-1)?.identifier;
  const handle = source === undefined ? undefined : freeExit(document, source);
  const follows = added.length === 1 && source !== undefined && handle !== undefined;
  const first = at ?? placeAfter(document, layout, direction, follows ? source : undefined);
  const places: Layout = { ...layout };
  added.forEach(({ identifier }, index) => {
    const by = index * (cardHeight + gap);
    places[identifier] = { x: Math.round(first.x / 16) * 16, y: Math.round((first.y + by) / 16) * 16 };
  });
  const needed = added.flatMap(({ node }) => node.needed);
  const last = added.at(-1);
  if (last === undefined) return { added };
  const refused = actions.edit(
    (text) => {
      let next = added.reduce(
        (before, { identifier, node }) => addNode(before, asJson(identifier, node)),
        text,
      );
      if (follows) next = connect(next, asLink({ source, handle, target: last.identifier }));
      return inputs ? editText(next, inputChanges(document, needed)) : next;
    },
    {
      layout: places,
      select: { kind: "node", id: last.identifier },
      label: added.length === 1 ? `Import ${last.node.title}` : `Import ${added.length} operations`,
    },
  );
  return refused ?? { added };
}

const asJson = (identifier: string, { title, config }: ApiNode): JsonObject => ({
  identifier,
  title,
  config,
});

/** The nodes under identifiers that are free. */
function named(
  document: WorkflowDocument,
  nodes: readonly ApiNode[],
): { identifier: string; node: ApiNode }[] {
  const taken = new Set(document.nodes.map(({ identifier }) => identifier));
  return nodes.map((node) => {
    const identifier = freeName(taken, node.identifier || freshIdentifier(document, "WEBHOOK"));
    taken.add(identifier);
    return { identifier, node };
  });
}

/** The form that imported requests may add their inputs to: that of the only self-service trigger. */
export function formOfInputs(document: WorkflowDocument): number | undefined {
  const places = document.nodes.flatMap(({ config }, index) =>
    config.type === "SELF_SERVE_TRIGGER" ? [index] : [],
  );
  return places.length === 1 ? places[0] : undefined;
}

/** Adds the inputs that the form does not have, as required ones; what no order names stands at the form's end. */
function inputChanges(document: WorkflowDocument, needed: readonly NeededInput[]): Change[] {
  const index = formOfInputs(document);
  if (index === undefined) return [];
  const at = `/nodes/${index}/config/userInputs`;
  const form = document.nodes[index]?.config.userInputs;
  const { properties, required } = isJsonObject(form) ? form : ({} as JsonObject);
  const known = new Set(isJsonObject(properties) ? Object.keys(properties) : []);
  return needed.flatMap(({ name, property }): Change[] => {
    if (known.has(name)) return [];
    known.add(name);
    const pointer = at + toPointer(["properties", name]);
    const list: Change[] = isJsonObject(required) ? [] : [{ at: `${at}/required`, insert: name }];
    return [{ at: pointer, value: property as Json }, ...list];
  });
}
