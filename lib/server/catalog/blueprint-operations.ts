import "server-only";
import { z } from "zod";
import { err, ok } from "../../base/result";
import { type Blueprint, BlueprintInput } from "../../catalog/blueprint";
import { everything } from "../../catalog/query";
import { answered, bodiless, operation } from "./operation";

const place = "/v1/blueprints/:blueprint";
const shown = (blueprint: Blueprint) => ({ blueprint });

/** A blueprint that replaces the one of the address need not repeat its identifier. */
const Replacement = BlueprintInput.partial({ identifier: true });

/** How many entities one call deletes before it says that there are more. */
const deleteAtOnce = 10_000;

const listBlueprints = bodiless("GET", "/v1/blueprints", async ({ catalog }) =>
  ok({ status: 200, json: { blueprints: await catalog.blueprints() } }),
);

const createBlueprint = operation(
  "POST",
  "/v1/blueprints",
  BlueprintInput,
  async ({ catalog, body, source }) => answered(await catalog.createBlueprint(body, source), 201, shown),
);

const getBlueprint = bodiless("GET", place, async ({ catalog, params }) =>
  answered(await catalog.blueprint(params.blueprint ?? ""), 200, shown),
);

const replaceBlueprint = operation("PUT", place, Replacement, async ({ catalog, params, body, source }) => {
  const identifier = params.blueprint ?? "";
  return answered(
    await catalog.replaceBlueprint(
      identifier,
      { ...body, identifier: body.identifier ?? identifier },
      source,
    ),
    200,
    shown,
  );
});

const patchBlueprint = operation(
  "PATCH",
  place,
  z.record(z.string(), z.json()),
  async ({ catalog, params, body, source }) =>
    answered(await catalog.patchBlueprint(params.blueprint ?? "", body, source), 200, shown),
);

const deleteBlueprint = bodiless("DELETE", place, async ({ catalog, params }) =>
  answered(await catalog.deleteBlueprint(params.blueprint ?? ""), 200, () => ({})),
);

const deleteAllEntities = bodiless(
  "DELETE",
  `${place}/all-entities`,
  async ({ catalog, params, query, source }) => {
    const blueprint = params.blueprint ?? "";
    const found = await catalog.blueprint(blueprint);
    if (!found.ok) return found;
    let deleted = 0;
    for (;;) {
      const some = await catalog.search({
        query: everything,
        blueprint,
        limit: 500,
        plain: true,
        by: source.by,
      });
      if (!some.ok) return some;
      const before = deleted;
      for (const { identifier } of some.value.entities) {
        const gone = await catalog.deleteEntity(blueprint, identifier, true, source);
        if (gone.ok) deleted += 1;
        else if (gone.error.code !== "not_found") return err(gone.error);
      }
      if (some.value.next === null || deleted >= deleteAtOnce || deleted === before) break;
    }
    if (query.get("delete_blueprint") === "true") {
      const gone = await catalog.deleteBlueprint(blueprint);
      if (!gone.ok) return gone;
    }
    return ok({ status: 200, json: { deleted } });
  },
);

/** Port's calls about blueprints, by name. */
export const blueprintOperations = {
  listBlueprints,
  createBlueprint,
  getBlueprint,
  replaceBlueprint,
  patchBlueprint,
  deleteBlueprint,
  deleteAllEntities,
};
