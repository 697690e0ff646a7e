import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { compile } from "../jq";

/** Rules of a form that concern several fields at once (reference 2.2), and what Slipway does otherwise. */
export function formProblems(form: Json | undefined, at: string): Problem[] {
  if (!isJsonObject(form)) return [];
  const properties = isJsonObject(form.properties) ? form.properties : {};
  return [
    ...stepProblems(form, at),
    ...nameProblems(form, properties, at),
    ...Object.entries(properties).flatMap(([name, property]) =>
      isJsonObject(property) ? propertyProblems(name, property, `${at}/properties${toPointer([name])}`) : [],
    ),
  ];
}

const problem = (severity: Problem["severity"], code: string, at: string, message: string): Problem => ({
  code,
  severity,
  at,
  message,
});

/** Steps say order and validations themselves. */
function stepProblems(form: JsonObject, at: string): Problem[] {
  if (form.steps === undefined) return [];
  return ["order", "validations"]
    .filter((field) => form[field] !== undefined)
    .map((field) =>
      problem(
        "error",
        "input/steps",
        `${at}/${field}`,
        `A form with "steps" has no "${field}" of its own. Move it into the steps.`,
      ),
    );
}

/** Names in lists that belong to nothing: harmless when it runs, rarely meant. */
function nameProblems(form: JsonObject, properties: JsonObject, at: string): Problem[] {
  const titles = isJsonObject(form.titles) ? form.titles : {};
  const isInput = (name: string) => Object.hasOwn(properties, name);
  const isPlaced = (name: string) => isInput(name) || Object.hasOwn(titles, name);
  const unknown = (
    holder: Json,
    field: string,
    place: string,
    known: (name: string) => boolean,
  ): Problem[] => {
    const names = isJsonObject(holder) ? holder[field] : undefined;
    if (!Array.isArray(names)) return [];
    return names.flatMap((name, index) =>
      typeof name !== "string" || known(name)
        ? []
        : [
            problem(
              "warning",
              "input/unknown-name",
              `${place}/${field}/${index}`,
              `"${field}" names "${name}", and the form has no such input. Correct the name, or remove it.`,
            ),
          ],
    );
  };
  return [
    ...unknown(form, "required", at, isInput),
    ...unknown(form, "order", at, isPlaced),
    ...(Array.isArray(form.steps) ? form.steps : []).flatMap((step, index) =>
      unknown(step, "order", `${at}/steps/${index}`, isPlaced),
    ),
    ...Object.entries(properties).flatMap(([name, property]) =>
      unknown(property, "dependsOn", `${at}/properties${toPointer([name])}`, isInput),
    ),
  ];
}

const formats: Readonly<Record<string, readonly string[]>> = {
  string: [
    ...["none", "multi-line", "markdown", "yaml", "proto", "url", "email"],
    ...["date-time", "entity", "user", "team"],
  ],
  object: ["none", "labeled-url", "multi-line"],
};

const numbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
const counts = ["minLength", "maxLength", "minItems", "maxItems"];

function propertyProblems(name: string, property: JsonObject, at: string): Problem[] {
  const found = [...valueProblems(name, property, at)];
  if (isJsonObject(property.items)) found.push(...valueProblems(name, property.items, `${at}/items`));
  const { type, format } = property;
  const known = typeof type === "string" ? formats[type] : undefined;
  if (known !== undefined && typeof format === "string" && !known.includes(format)) {
    found.push(
      problem(
        "warning",
        "input/format",
        `${at}/format`,
        `The input "${name}" has the format "${format}", which is not checked. Known: ${known.join(", ")}.`,
      ),
    );
  }
  found.push(...encryptionProblems(name, property, at));
  return found;
}

/** Reference 2.2: who encrypts, and what can be. */
function encryptionProblems(name: string, { encryption, type, format }: JsonObject, at: string): Problem[] {
  if (encryption === undefined) return [];
  const wrong = (place: string, message: string) => [
    problem("error", "input/encryption", `${at}/${place}`, message),
  ];
  const algorithm = isJsonObject(encryption) ? encryption.algorithm : encryption;
  if (algorithm !== "aes256-gcm" && algorithm !== "client-side")
    return wrong(
      "encryption",
      `The input "${name}" is encrypted by ${JSON.stringify(algorithm ?? null)}. Write "aes256-gcm", or {"algorithm": "client-side", "key": "<public key>"}.`,
    );
  if (algorithm === "client-side") {
    const key = isJsonObject(encryption) ? encryption.key : undefined;
    if (
      typeof key !== "string" ||
      !/^\s*-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*$/.test(key)
    )
      return wrong(
        isJsonObject(encryption) && key !== undefined ? "encryption/key" : "encryption",
        `The input "${name}" needs an RSA public key in PEM: -----BEGIN PUBLIC KEY----- …`,
      );
  }
  const texts = [undefined, "none", "multi-line"];
  const fits =
    (type === "string" || type === "object") && (format === undefined || texts.includes(String(format)));
  return fits
    ? []
    : wrong(
        "encryption",
        `The input "${name}" cannot be encrypted: only texts, multi-line texts and objects can.`,
      );
}

/** What holds for an input and for the items of a list alike. */
function valueProblems(name: string, rules: JsonObject, at: string): Problem[] {
  const found: Problem[] = [];
  const wrong = (field: string, message: string) =>
    found.push(problem("error", "input/rule", `${at}/${field}`, message));
  if (rules.format === "entity" && rules.blueprint === undefined) {
    found.push(
      problem(
        "error",
        "input/blueprint",
        at,
        `The input "${name}" takes an entity and needs "blueprint", the kind of entity.`,
      ),
    );
  }
  if (typeof rules.pattern === "string" && !isPattern(rules.pattern))
    wrong("pattern", `The pattern of "${name}" is no regular expression: ${JSON.stringify(rules.pattern)}.`);
  for (const field of numbers) {
    const value = rules[field];
    if (value !== undefined && typeof value !== "number" && !isQuery(value))
      wrong(field, `"${field}" of "${name}" is ${JSON.stringify(value)}; it must be a number.`);
  }
  for (const field of counts) {
    const value = rules[field];
    if (value !== undefined && !isCount(value) && !isQuery(value))
      wrong(field, `"${field}" of "${name}" is ${JSON.stringify(value)}; it must be a whole number from 0.`);
  }
  return found;
}

const isQuery = (value: Json): boolean => isJsonObject(value) && typeof value.jqQuery === "string";

const isCount = (value: Json): boolean => Number.isInteger(value) && Number(value) >= 0;

const tried = compile('. as $pattern | "" | test($pattern)');

/** Whether the matcher that checks inputs takes the pattern. */
const isPattern = (text: string): boolean => tried.ok && tried.value.first(text).ok;
