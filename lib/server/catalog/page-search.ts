import "server-only";
import { z } from "zod";
import { ok, type Result } from "../../base/result";
import type { EntityPage } from "../../catalog/answers";
import { type Actor, nameOf } from "../actor";
import type { ApiError } from "../api/errors";
import type { Services } from "../running";
import { queryOf } from "./entity-operations";
import { isReadOnly } from "./pages";

/** What the table of entities asks for. */
export const PageSearch = z.object({
  text: z.string().max(1000).default(""),
  query: z.unknown().optional(),
  sort: z.object({ property: z.string(), descending: z.boolean() }).optional(),
  limit: z.int().min(1).max(200).default(50),
  from: z.string().nullish(),
});

/** A page of the entities of a blueprint, and how many match in all. */
export async function entityPage(
  { catalog }: Pick<Services, "catalog">,
  actor: Actor,
  blueprintIdentifier: string,
  { text, query: given, sort, limit, from }: z.output<typeof PageSearch>,
): Promise<Result<EntityPage, ApiError>> {
  const blueprint = await catalog.blueprint(blueprintIdentifier);
  if (!blueprint.ok) return blueprint;
  const query = queryOf(given, ["query"]);
  if (!query.ok) return query;
  const what = { query: query.value, blueprint: blueprintIdentifier, text, by: nameOf(actor) };
  const found = await catalog.search({
    ...what,
    limit,
    ...(typeof from === "string" ? { from } : {}),
    ...(sort === undefined ? {} : { sort }),
  });
  if (!found.ok) return found;
  return ok({
    blueprint: blueprint.value,
    readOnly: isReadOnly(blueprintIdentifier),
    ...found.value,
    total: await catalog.count(what),
  });
}
