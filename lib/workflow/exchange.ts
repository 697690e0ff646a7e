import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { legacyChanges } from "./exchange-integrations";
import { type Change, editText } from "./text-edit";

/** What an upgrade does: the edits of the text, and a sentence for each thing changed. */
export interface Upgrade {
  edits: Change[];
  changes: string[];
}

/**
 * Rewrites a workflow of an earlier generation to the current form (reference 0, 4.1). A current one comes
 * back equal, with no changes.
 */
export function upgrade(value: JsonObject): { value: JsonObject; changes: string[] } {
  const { edits, changes } = planUpgrade(value);
  if (edits.length === 0) return { value, changes };
  return { value: JSON.parse(editText(JSON.stringify(value), edits)) as JsonObject, changes };
}

/** The same for text: what is current keeps its bytes, what is not changes in place. */
export function upgradeText(text: string, value: JsonObject): { text: string; changes: string[] } {
  const { edits, changes } = planUpgrade(value);
  return { text: editText(text, edits), changes };
}

/** The edits that bring a workflow of any generation to the current form. */
function planUpgrade(value: JsonObject): Upgrade {
  const upgrade: Upgrade = { edits: [], changes: [] };
  const nodes = Array.isArray(value.nodes) ? value.nodes : [];
  const connections = new Connections(Array.isArray(value.connections) ? value.connections : []);
  nodes.forEach((node, index) => {
    if (!isJsonObject(node) || !isJsonObject(node.config)) return;
    const at = `/nodes/${index}/config`;
    const name = typeof node.identifier === "string" ? `"${node.identifier}"` : `node ${index + 1}`;
    if (node.config.type === "CONDITION") upgradeCondition(upgrade, node.config, at, name, connections);
    legacyChanges(upgrade, node.config, at, name);
  });
  connections.finish(upgrade);
  return upgrade;
}

/** Reference 4.1: `options` (G1) and `conditions` (G0) become `outlets`. */
function upgradeCondition(
  { edits, changes }: Upgrade,
  config: JsonObject,
  at: string,
  name: string,
  connections: Connections,
): void {
  if (config.outlets !== undefined) return;
  if (Array.isArray(config.options)) {
    edits.push({ at: `${at}/options`, key: "outlets" });
    changes.push(`Condition ${name}: options became outlets.`);
  } else if (Array.isArray(config.conditions)) {
    edits.push({ at: `${at}/conditions`, key: "outlets" });
    changes.push(`Condition ${name}: conditions became outlets.`);
    const taken = new Set<string>();
    config.conditions.forEach((condition, index) => {
      if (!isJsonObject(condition)) return;
      const place = `${at}/conditions/${index}`;
      const wanted = condition.connectionIdentifier;
      const outlet = free(
        typeof wanted === "string" && wanted !== "" ? wanted : `outlet_${index + 1}`,
        taken,
      );
      taken.add(outlet);
      if (wanted === undefined) edits.push({ at: `${place}/identifier`, value: outlet });
      else {
        edits.push({ at: `${place}/connectionIdentifier`, key: "identifier" });
        if (wanted !== outlet) edits.push({ at: `${place}/connectionIdentifier`, value: outlet });
      }
      if (typeof wanted === "string") connections.give(wanted, { sourceOutletIdentifier: outlet });
    });
  }
  const fallback = config.defaultConnectionIdentifier;
  if (fallback === undefined) return;
  edits.push({ at: `${at}/defaultConnectionIdentifier`, value: undefined });
  if (typeof fallback !== "string") return;
  connections.give(fallback, { fallback: true });
  changes.push(`Condition ${name}: its default connection became the fallback.`);
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}_${count}`;
    if (!taken.has(name)) return name;
  }
}

/** The connections of a document, and the outlets that conditions give to them. */
class Connections {
  readonly #given = new Map<string, JsonObject[]>();

  constructor(private readonly connections: readonly Json[]) {}

  /** The connection of this identifier leaves by that way. */
  give(connection: string, way: JsonObject): void {
    this.#given.set(connection, [...(this.#given.get(connection) ?? []), way]);
  }

  finish({ edits, changes }: Upgrade): void {
    let renamed = 0;
    let dropped = 0;
    this.connections.forEach((connection, index) => {
      if (!isJsonObject(connection)) return;
      const at = `/connections/${index}`;
      if (connection.sourceOptionIdentifier !== undefined) {
        renamed++;
        edits.push(
          connection.sourceOutletIdentifier === undefined
            ? { at: `${at}/sourceOptionIdentifier`, key: "sourceOutletIdentifier" }
            : { at: `${at}/sourceOptionIdentifier`, value: undefined },
        );
      }
      if (connection.identifier === undefined) return;
      dropped++;
      const ways =
        typeof connection.identifier === "string" ? this.#given.get(connection.identifier) : undefined;
      const [way, ...others] = ways ?? [];
      const [key, value] = Object.entries(way ?? {})[0] ?? [];
      if (key === undefined || value === undefined) edits.push({ at: `${at}/identifier`, value: undefined });
      else edits.push({ at: `${at}/identifier`, key }, { at: `${at}/identifier`, value });
      const { identifier: _, ...plain } = connection;
      for (const other of others) edits.push({ at: "/connections", insert: { ...plain, ...other } });
    });
    if (renamed > 0) changes.push("Connections: sourceOptionIdentifier became sourceOutletIdentifier.");
    if (dropped > 0)
      changes.push("Connections: their own identifiers were removed; outlets name the way now.");
  }
}
