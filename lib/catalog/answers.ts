import type { Blueprint } from "./blueprint";
import type { Difference } from "./diff";
import type { Entity } from "./entity";

/*
 * What the server answers to the pages of the catalog. The two meet only in HTTP, so the shapes stand here, where
 * both may look.
 */

/** A blueprint in the list. */
export interface BlueprintRow {
  identifier: string;
  title: string;
  description: string;
  icon: string | null;
  entities: number;
  /** There from the start; cannot be deleted. */
  system: boolean;
  /** Its entities are written elsewhere. */
  readOnly: boolean;
}

/** A page of entities, and how many there are in all. */
export interface EntityPage {
  blueprint: Blueprint;
  readOnly: boolean;
  entities: Entity[];
  /** To go on with; null at the end. */
  next: string | null;
  total: number;
}

/** An entity by name, for links. */
export interface EntityName {
  blueprint: string;
  identifier: string;
  title: string;
}

/** One entity with all that its page shows but its history. */
export interface EntityDetail {
  blueprint: Blueprint;
  readOnly: boolean;
  entity: Entity;
  /** What its relations lead to. */
  related: { relation: string; title: string; blueprint: string; many: boolean; entities: EntityName[] }[];
  /** What leads to it, the first of them. */
  incoming: (EntityName & { relation: string })[];
  incomingTotal: number;
}

/** One change in a history. */
export interface ChangeRow {
  seq: number;
  at: string;
  by: string;
  /** The run that did it, and its workflow's id and name; null for a person or a program. */
  run: { id: string; workflowId: string | null; workflow: string } | null;
  action: "CREATE" | "UPDATE" | "DELETE";
  entity: EntityName;
  differences: Difference[];
}

/** What became of one item of an import, or would. */
export interface ImportItem {
  kind: "blueprint" | "entity";
  /** Of an entity. */
  blueprint?: string;
  identifier: string;
  outcome: "created" | "updated" | "unchanged" | "skipped" | "failed";
  /** Why it failed or was skipped. */
  message?: string;
}

/** What an import did, or would do. */
export interface ImportReport {
  applied: boolean;
  counts: Record<"blueprint" | "entity", Record<ImportItem["outcome"], number>>;
  /** Failures first; cut after a thousand. */
  items: ImportItem[];
  /** How many items are not in the list. */
  more: number;
  /** Parts of the export that the catalog has no place for, with their number of items. */
  ignored: { name: string; items: number }[];
}
