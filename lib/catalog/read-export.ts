import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";

/** What an export holds for the catalog. */
export interface PortExport {
  blueprints: JsonObject[];
  /** Each with its `blueprint`. */
  entities: JsonObject[];
  /** Other parts, with their number of items. */
  ignored: { name: string; items: number }[];
}

const shapes =
  'Choose the JSON that Port\'s command line writes with "port export --output export.json", or an object with "blueprints" and "entities".';

/**
 * Finds blueprints and entities in what people export from Port: the one file of Port's command line (with its
 * users and teams), answers of Port's API, lists, one object alone, and entities grouped by blueprint.
 */
export function readExport(given: Json): Result<PortExport, string> {
  const found: PortExport = { blueprints: [], entities: [], ignored: [] };
  if (Array.isArray(given)) take(found, given);
  else if (!isJsonObject(given)) return err(`This is no export of Port. ${shapes}`);
  else if (isBlueprint(given) || isEntity(given)) take(found, [given]);
  else readParts(found, given);
  return found.blueprints.length + found.entities.length > 0
    ? ok(found)
    : err(`There is no blueprint and no entity in it. ${shapes}`);
}

const isBlueprint = (value: Json): value is JsonObject =>
  isJsonObject(value) && typeof value.identifier === "string" && isJsonObject(value.schema);

const isEntity = (value: Json): value is JsonObject =>
  isJsonObject(value) && typeof value.blueprint === "string" && !("nodes" in value);

function take(found: PortExport, list: readonly Json[]): void {
  for (const item of list)
    if (isBlueprint(item)) found.blueprints.push(item);
    else if (isEntity(item)) found.entities.push(item);
}

function readParts(found: PortExport, given: JsonObject): void {
  for (const [name, part] of Object.entries(given)) {
    if (isJsonObject(part) && name === "blueprint") take(found, [part]);
    else if (isJsonObject(part) && name === "entity") take(found, [part]);
    else if (name === "entities" && isJsonObject(part)) {
      for (const [blueprint, list] of Object.entries(part))
        if (Array.isArray(list))
          take(
            found,
            list.map((one) => withBlueprint(one, blueprint)),
          );
    } else if (!Array.isArray(part)) continue;
    else if (name === "blueprints") found.blueprints.push(...part.filter(isJsonObject));
    else if (name === "entities") found.entities.push(...part.filter(isJsonObject));
    else if (name === "users") found.entities.push(...part.flatMap(userEntity));
    else if (name === "teams") found.entities.push(...part.flatMap(teamEntity));
    else if (part.length > 0) found.ignored.push({ name, items: part.length });
  }
}

const withBlueprint = (entity: Json, blueprint: string): Json =>
  isJsonObject(entity) ? { blueprint, ...entity } : entity;

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** A user as Port's own route lists them, as an entity of `_user`. */
function userEntity(user: Json): JsonObject[] {
  if (!isJsonObject(user) || typeof user.email !== "string") return [];
  const [first, last] = [textOf(user.firstName), textOf(user.lastName)];
  const names = Array.isArray(user.teams) ? user.teams : [];
  return [
    {
      blueprint: "_user",
      identifier: user.email,
      title: `${first} ${last}`.trim() || user.email,
      team: names.flatMap((team) =>
        typeof team === "string" ? [team] : isJsonObject(team) ? [textOf(team.name)] : [],
      ),
      properties: {
        ...(first === "" ? {} : { firstName: first }),
        ...(last === "" ? {} : { lastName: last }),
      },
    },
  ];
}

/** A team as Port's own route lists them, as an entity of `_team`. */
function teamEntity(team: Json): JsonObject[] {
  if (!isJsonObject(team) || typeof team.name !== "string") return [];
  const description = textOf(team.description);
  return [
    {
      blueprint: "_team",
      identifier: team.name,
      title: team.name,
      properties: description === "" ? {} : { description },
    },
  ];
}
