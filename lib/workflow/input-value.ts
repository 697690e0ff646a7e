import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { type FormContext, matches, resolve } from "./form-query";
import { shown } from "./schema-problems";
import { sameJson } from "./text-edit";

/** What is wrong with a value, and where inside it. */
export interface Complaint {
  code: string;
  path: (string | number)[];
  message: string;
}

interface Check {
  title: string;
  path: (string | number)[];
  values: JsonObject;
  context: FormContext;
}

/** What is wrong with the value of an input, or of an item or a field of one, in plain words. */
export function complaints(
  value: Json,
  property: JsonObject,
  title: string,
  values: JsonObject,
  context: FormContext,
): Complaint[] {
  return check(value, property, { title, path: [], values, context });
}

function check(value: Json, property: JsonObject, at: Check): Complaint[] {
  const say = (code: string, message: string): Complaint[] => [{ code, path: at.path, message }];
  const allowed = resolve(property.enum, at.values, at.context);
  if (!allowed.ok)
    return say("input/query", `${at.title}: the query of its choices failed: ${allowed.error}.`);
  if (Array.isArray(allowed.value) && !allowed.value.some((one) => sameJson(one, value)))
    return say(
      "input/choice",
      `${at.title} is ${shown(value)}; choose one of ${allowed.value.slice(0, 20).map(shown).join(", ")}.`,
    );
  switch (property.type) {
    case "string":
      return typeof value === "string"
        ? checkText(value, property, at)
        : say("input/type", `${at.title} is ${shown(value)}; it must be a text.`);
    case "number":
      return typeof value === "number"
        ? checkNumber(value, property, at)
        : say("input/type", `${at.title} is ${shown(value)}; it must be a number.`);
    case "boolean":
      return typeof value === "boolean"
        ? []
        : say("input/type", `${at.title} is ${shown(value)}; it must be true or false.`);
    case "array":
      return Array.isArray(value)
        ? checkList(value, property, at)
        : say("input/type", `${at.title} is ${shown(value)}; it must be a list.`);
    case "object":
      return isJsonObject(value)
        ? checkObject(value, property, at)
        : say("input/type", `${at.title} is ${shown(value)}; it must be an object.`);
    default:
      return [];
  }
}

function checkText(value: string, property: JsonObject, at: Check): Complaint[] {
  const found: Complaint[] = [];
  const say = (code: string, message: string) => found.push({ code, path: at.path, message });
  const { minLength, maxLength, pattern } = property;
  const length = [...value].length;
  if (typeof minLength === "number" && length < minLength)
    say("input/length", `${at.title} has ${length} characters; it needs at least ${minLength}.`);
  if (typeof maxLength === "number" && length > maxLength)
    say("input/length", `${at.title} has ${length} characters; it takes at most ${maxLength}.`);
  const format = formatComplaint(value, property.format);
  if (format !== undefined) say("input/format", `${at.title} is ${shown(value)}; ${format}.`);
  if (typeof pattern === "string") {
    const matched = matches(value, pattern);
    if (!matched.ok)
      say("input/pattern", `${at.title}: the pattern ${pattern} could not be tried: ${matched.error}.`);
    else if (!matched.value)
      say("input/pattern", `${at.title} is ${shown(value)}; it must match ${pattern}.`);
  }
  return found;
}

function formatComplaint(value: string, format: Json | undefined): string | undefined {
  switch (format) {
    case "url":
      return /^[a-z][a-z0-9+.-]*:\/\//i.test(value) && URL.canParse(value)
        ? undefined
        : "it must be a web address such as https://example.com";
    case "email":
      return isEmail(value) ? undefined : "it must be an email address such as name@example.com";
    case "date-time":
      return isDateTime(value) ? undefined : "it must be a date and time such as 2026-01-31T09:00:00Z";
    default:
      return undefined;
  }
}

const isEmail = (value: string): boolean =>
  value.length <= 320 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value);

function isDateTime(value: string): boolean {
  const match =
    value.length <= 40
      ? /^(\d{4}-\d\d-(\d\d))T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.exec(value)
      : null;
  if (match === null || Number.isNaN(Date.parse(value))) return false;
  // `Date` lets February 30 roll over into March.
  const day = new Date(`${match[1]}T00:00:00Z`).getUTCDate();
  return day === Number(match[2]);
}

function checkNumber(value: number, property: JsonObject, at: Check): Complaint[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = property;
  const bounds: [boolean, string][] = [
    [typeof minimum === "number" && value < minimum, `at least ${minimum}`],
    [typeof maximum === "number" && value > maximum, `at most ${maximum}`],
    [typeof exclusiveMinimum === "number" && value <= exclusiveMinimum, `more than ${exclusiveMinimum}`],
    [typeof exclusiveMaximum === "number" && value >= exclusiveMaximum, `less than ${exclusiveMaximum}`],
  ];
  return bounds.flatMap(([broken, bound]) =>
    broken
      ? [{ code: "input/range", path: at.path, message: `${at.title} is ${value}; it must be ${bound}.` }]
      : [],
  );
}

function checkList(value: Json[], property: JsonObject, at: Check): Complaint[] {
  const found: Complaint[] = [];
  const say = (code: string, path: (string | number)[], message: string) =>
    found.push({ code, path, message });
  const { minItems, maxItems, items } = property;
  if (typeof minItems === "number" && value.length < minItems)
    say("input/count", at.path, `${at.title} has ${value.length} items; it needs at least ${minItems}.`);
  if (typeof maxItems === "number" && value.length > maxItems)
    say("input/count", at.path, `${at.title} has ${value.length} items; it takes at most ${maxItems}.`);
  if (property.uniqueItems === true) {
    const seen = new Map<string, number>();
    value.forEach((item, index) => {
      const first = seen.get(JSON.stringify(item));
      if (first === undefined) seen.set(JSON.stringify(item), index);
      else
        say(
          "input/unique",
          [...at.path, index],
          `${at.title}: items ${first + 1} and ${index + 1} are the same. Remove one.`,
        );
    });
  }
  if (isJsonObject(items))
    value.forEach((item, index) => {
      found.push(
        ...check(item, items, { ...at, title: `${at.title}, item ${index + 1}`, path: [...at.path, index] }),
      );
    });
  return found;
}

const labeledUrl: JsonObject = {
  properties: { url: { type: "string", format: "url" }, displayText: { type: "string" } },
  required: ["url"],
};

function checkObject(value: JsonObject, declared: JsonObject, at: Check): Complaint[] {
  const property = declared.format === "labeled-url" ? labeledUrl : declared;
  const { properties, patternProperties, additionalProperties } = property;
  const fields = isJsonObject(properties) ? properties : {};
  const patterns = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
  // An object that declares nothing is free; one that declares its fields takes no others (reference 2.2).
  const closed =
    isJsonObject(properties) && additionalProperties !== true && !isJsonObject(additionalProperties);
  const found: Complaint[] = [];
  const required = Array.isArray(property.required) ? property.required : [];
  for (const name of required)
    if (typeof name === "string" && (value[name] === undefined || value[name] === null))
      found.push({
        code: "input/required",
        path: [...at.path, name],
        message: `${at.title}: ${name} is required. Fill it in.`,
      });
  for (const [name, item] of Object.entries(value)) {
    const inner = { ...at, title: `${at.title}, ${name}`, path: [...at.path, name] };
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (isJsonObject(field)) {
      if (item !== null || required.includes(name)) found.push(...check(item, field, inner));
    } else if (closed && !patterns.some((pattern) => isMatch(name, pattern)))
      found.push({
        code: "input/unknown",
        path: inner.path,
        message: `${at.title} has no field "${name}". Remove it.`,
      });
  }
  return found;
}

function isMatch(name: string, pattern: string): boolean {
  const matched = matches(name, pattern);
  return matched.ok && matched.value;
}
