import type { Json, JsonObject } from "../base/json";
import type { Blueprint } from "../catalog/blueprint";
import type { Entity } from "../catalog/entity";
import { type Answer, pick, request } from "./api";
import type { BlueprintRow, ChangeRow, EntityDetail, EntityPage, ImportReport } from "./api-types";

/** What the table of entities asks for. */
export interface EntitySearch {
  text?: string;
  /** `{combinator, rules}` of Port's search. */
  query?: JsonObject;
  sort?: { property: string; descending: boolean };
  limit?: number;
  from?: string;
}

const part = encodeURIComponent;
const blueprintPath = (blueprint: string) => `/v1/blueprints/${part(blueprint)}`;
const entityPath = (blueprint: string, entity: string) =>
  `${blueprintPath(blueprint)}/entities/${part(entity)}`;
const pagePath = (blueprint: string) => `/api/catalog/blueprints/${part(blueprint)}`;

/** The routes of the server that the pages of the catalog use; what can be written goes through Port's own. */
export const catalogApi = {
  blueprints: () => pick(request<{ blueprints: BlueprintRow[] }>("/api/catalog/blueprints"), "blueprints"),
  blueprint: (blueprint: string) =>
    pick(request<{ blueprint: Blueprint }>(blueprintPath(blueprint)), "blueprint"),
  createBlueprint: (body: Json) =>
    pick(request<{ blueprint: Blueprint }>("/v1/blueprints", { method: "POST", body }), "blueprint"),
  replaceBlueprint: (blueprint: string, body: Json) =>
    pick(request<{ blueprint: Blueprint }>(blueprintPath(blueprint), { method: "PUT", body }), "blueprint"),
  /** Deletes a blueprint with all its entities. */
  deleteBlueprint: (blueprint: string): Answer<object> =>
    request(`${blueprintPath(blueprint)}/all-entities?delete_blueprint=true`, { method: "DELETE" }),
  search: (blueprint: string, search: EntitySearch, signal?: AbortSignal) =>
    request<EntityPage>(`${pagePath(blueprint)}/search`, {
      method: "POST",
      body: search,
      ...(signal === undefined ? {} : { signal }),
    }),
  entity: (blueprint: string, entity: string) =>
    request<EntityDetail>(`${pagePath(blueprint)}/entities/${part(entity)}`),
  createEntity: (blueprint: string, body: Json) =>
    pick(
      request<{ entity: Entity }>(`${blueprintPath(blueprint)}/entities`, { method: "POST", body }),
      "entity",
    ),
  /** Replaces an entity as a whole. */
  replaceEntity: (blueprint: string, entity: string, body: Json) =>
    pick(request<{ entity: Entity }>(entityPath(blueprint, entity), { method: "PUT", body }), "entity"),
  deleteEntity: (blueprint: string, entity: string, dependents: boolean): Answer<object> =>
    request(`${entityPath(blueprint, entity)}?delete_dependents=${dependents}`, { method: "DELETE" }),
  changes: (blueprint: string, entity: string, before?: number) =>
    pick(
      request<{ changes: ChangeRow[] }>(
        `${pagePath(blueprint)}/entities/${part(entity)}/changes?limit=20${before === undefined ? "" : `&before=${before}`}`,
      ),
      "changes",
    ),
  runChanges: (run: string) =>
    pick(request<{ changes: ChangeRow[] }>(`/api/runs/${part(run)}/changes`), "changes"),
  /** Brings an export of Port in, or says what that would do. */
  import: (exported: Json, apply: boolean) =>
    pick(
      request<{ report: ImportReport }>("/api/catalog/import", {
        method: "POST",
        body: { export: exported, apply },
      }),
      "report",
    ),
};
