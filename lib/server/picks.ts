import "server-only";
import type { Json, JsonObject } from "../base/json";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import { everything, type Query } from "../catalog/query";
import { readQuery } from "../catalog/read-query";
import type { EntityPick } from "../run/answers";
import { type Field, type FormContext, formOf } from "../workflow/inputs";
import { type ApiError, apiError } from "./api/errors";
import type { Services } from "./running";

type Needs = Pick<Services, "catalog" | "settings">;

/** Entities that one look offers. */
const offered = 50;

/** Users and teams are offered, and any other name is taken too: Slipway need not know everybody. */
const isOpen = (blueprint: string): boolean => blueprint === "_user" || blueprint === "_team";

/**
 * The entities that a form may pick (reference 2.2): of a blueprint, in its dataset, and with the text in their
 * title or identifier. `known` is false when the value need not be one of them: with Port's credentials the
 * entities are in Port, and a blueprint may be one that the catalog does not have.
 *
 * @param by the identifier of who asks, which a dataset may read
 */
export async function pickEntities(
  { catalog, settings }: Needs,
  asked: { blueprint: string; dataset?: Json | undefined; sort?: Sort | undefined; text: string },
  by: string,
): Promise<Result<{ entities: EntityPick[]; known: boolean }, ApiError>> {
  const query = datasetQuery(asked.dataset);
  if (!query.ok) return err(apiError("invalid_value", `The dataset is not a query: ${query.error}`));
  const blueprint = await catalog.blueprint(asked.blueprint);
  if (settings.portApi.clientId !== undefined || !blueprint.ok) return ok({ entities: [], known: false });
  const found = await catalog.search({
    query: query.value,
    blueprint: asked.blueprint,
    text: asked.text,
    sort: { property: asked.sort?.property ?? "$title", descending: asked.sort?.order === "DESC" },
    limit: offered,
    by,
  });
  if (!found.ok) return found;
  const entities = found.value.entities.map(({ identifier, title }) => ({ identifier, title }));
  return ok({ entities, known: !isOpen(asked.blueprint) });
}

interface Sort {
  property: string;
  order: "ASC" | "DESC";
}

/**
 * What is wrong with the entities that a form names: each must be in the catalog and in its input's dataset, as far
 * as the catalog knows the blueprint. The form's own checks have passed.
 */
export async function pickProblems(
  { catalog, settings }: Needs,
  userInputs: JsonObject | undefined,
  values: JsonObject,
  context: FormContext,
  by: string,
): Promise<Problem[]> {
  if (settings.portApi.clientId !== undefined) return [];
  const problems: Problem[] = [];
  for (const field of formOf(userInputs, values, context)) {
    const named = namedBy(field, values[field.name]);
    const { picks } = field;
    if (picks === undefined || named.length === 0 || isOpen(picks.blueprint)) continue;
    if (!(await catalog.blueprint(picks.blueprint)).ok) continue;
    const query = datasetQuery(picks.dataset);
    if (!query.ok) {
      problems.push(problem([field.name], `${field.title}: the dataset is not a query: ${query.error}`));
      continue;
    }
    const among: Query = {
      kind: "query",
      combinator: "and",
      rules: [query.value, { kind: "property", property: "$identifier", operator: "in", value: named }],
    };
    const limit = Math.min(named.length, 1000);
    const found = await catalog.search({
      ...{ query: among, blueprint: picks.blueprint, limit, by },
    });
    const there = new Set(found.ok ? found.value.entities.map(({ identifier }) => identifier) : []);
    named.forEach((identifier, index) => {
      if (there.has(identifier)) return;
      const where = picks.dataset === undefined ? "" : ", or it is not in the input's dataset";
      problems.push(
        problem(
          picks.many ? [field.name, index] : [field.name],
          `${field.title}: the catalog has no ${picks.blueprint} "${identifier}"${where}. Choose one that it has.`,
        ),
      );
    });
  }
  return problems;
}

function namedBy({ picks, disabled }: Field, value: Json | undefined): string[] {
  if (picks === undefined || disabled) return [];
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === "string" && item !== "") as string[];
}

function datasetQuery(dataset: Json | undefined): Result<Query, string> {
  if (dataset === undefined || dataset === null) return ok(everything);
  const query = readQuery(dataset);
  return query.ok ? query : err(query.error[0]?.message ?? "it cannot be read.");
}

const problem = (path: (string | number)[], message: string): Problem => ({
  code: "input/entity",
  severity: "error",
  at: toPointer(["inputs", ...path]),
  message,
});
