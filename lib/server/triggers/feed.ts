import "server-only";
import type { JsonObject } from "../../base/json";
import type { EntityEvent } from "../../nodes/event-trigger/event";

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

/** Where changes of entities come from: the built-in catalog. */
export interface ChangeFeed {
  /** The sequence number of the newest change; 0 when there is none. */
  last(): Promise<number>;
  /** Changes after a sequence number, the oldest first. */
  after(seq: number, limit: number): Promise<Change[]>;
  /** An entity as it is now. */
  entity(blueprint: string, identifier: string): Promise<JsonObject | undefined>;
  /** Entities of a blueprint in the order of their identifiers, from after one of them. */
  entities(
    blueprint: string,
    after: string,
    limit: number,
  ): Promise<{ identifier: string; entity: JsonObject }[]>;
}

/** Before there is a catalog nothing changes in it. */
export const emptyFeed: ChangeFeed = {
  last: async () => 0,
  after: async () => [],
  entity: async () => undefined,
  entities: async () => [],
};
