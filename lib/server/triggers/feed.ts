import "server-only";
import type { JsonObject } from "../../base/json";
import { everything } from "../../catalog/query";
import type { EntityEvent } from "../../nodes/event-trigger/event";
import type { Catalog } from "../catalog/catalog";

/** A change of the catalog. */
export interface Change {
  /** Grows with each change, and is never used twice. */
  seq: number;
  /** ISO 8601. */
  at: string;
  event: EntityEvent;
  /** The run that made the change. */
  run?: string;
}

/** Where changes of entities come from. */
export interface ChangeFeed {
  /** The sequence number of the newest change; 0 when there is none. */
  last(): Promise<number>;
  /** Changes after a sequence number, the oldest first. */
  after(seq: number, limit: number): Promise<Change[]>;
  /** An entity as it is now. */
  entity(blueprint: string, identifier: string): Promise<JsonObject | undefined>;
  /** Every entity of a blueprint. */
  entities(blueprint: string): AsyncIterable<{ identifier: string; entity: JsonObject }>;
}

/** Entities that are read in one go. */
const page = 200;

/** The changes of the built-in catalog. */
export function feedOf(catalog: Catalog): ChangeFeed {
  return {
    last: () => catalog.lastChange(),
    after: async (seq, limit) =>
      (await catalog.changesAfter(seq, limit)).map(({ seq, at, event, run }) => ({
        seq,
        at,
        event: event as unknown as EntityEvent,
        ...(run !== undefined && { run }),
      })),
    entity: async (blueprint, identifier) => {
      const found = await catalog.entity(blueprint, identifier);
      return found.ok ? (found.value as unknown as JsonObject) : undefined;
    },
    async *entities(blueprint) {
      let from: string | null = "";
      while (from !== null) {
        const found = await catalog.search({
          ...{ query: everything, blueprint, limit: page, plain: true, by: "" },
          ...(from !== "" && { from }),
        });
        if (!found.ok) return;
        for (const entity of found.value.entities)
          yield { identifier: entity.identifier, entity: entity as unknown as JsonObject };
        from = found.value.next;
      }
    },
  };
}
