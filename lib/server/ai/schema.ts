import "server-only";
import { Ajv, type ErrorObject, type Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonObject } from "../../base/json";
import { matches } from "../../catalog/matches";
import type { Services } from "../../nodes/services";

/** A larger schema is refused: it is compiled to code. */
const MAX_SCHEMA = 200_000;

/** Errors that are told; a model mends the rest with these. */
const MAX_ERRORS = 20;

/** Patterns run on a step-counted matcher, so that a schema cannot hang the process. */
const boundedRegExp = Object.assign(
  (pattern: string) => ({
    test(text: string): boolean {
      const found = matches(text, pattern);
      if (!found.ok) throw new Error(`its pattern ${JSON.stringify(pattern)}: ${found.error}`);
      return found.value;
    },
  }),
  { code: "boundedRegExp" },
);

const options: Options = {
  allErrors: true,
  strict: false,
  validateFormats: false,
  logger: false,
  code: { regExp: boundedRegExp },
};

/**
 * What is wrong with a value by a JSON Schema: draft 7, or 2019-09 and 2020-12 when `$schema` says so. Formats are
 * taken as remarks; references lead nowhere outside the schema.
 */
export const schemaErrors: Services["schemaErrors"] = (schema, value) => {
  if (JSON.stringify(schema).length > MAX_SCHEMA)
    return { ok: false, reason: `it is longer than ${MAX_SCHEMA} characters` };
  const { $schema: draft, ...rest } = schema;
  const newer = typeof draft === "string" && /2019-09|2020-12/.test(draft);
  try {
    const validate = (newer ? new Ajv2020(options) : new Ajv(options)).compile(rest);
    if (validate(value) === true) return { ok: true, errors: [] };
    return { ok: true, errors: (validate.errors ?? []).slice(0, MAX_ERRORS).map(sentence) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

function sentence({ instancePath, message, params }: ErrorObject): string {
  const extra = (params as JsonObject).additionalProperty ?? (params as JsonObject).allowedValues;
  const more = extra === undefined ? "" : `: ${JSON.stringify(extra)}`;
  return `${instancePath === "" ? "the object" : instancePath} ${message ?? "is not valid"}${more}`;
}
