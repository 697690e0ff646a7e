import { isJsonObject, type Json, type JsonObject, sameJson } from "../base/json";
import { ok, type Result } from "../base/result";
import { shown } from "../base/shown";
import { isDateTime, isEmail, isIpv4, isIpv6, isWebAddress } from "./formats";
import { matches } from "./matches";

/** What is wrong with a value, and where inside it. */
export interface Complaint {
  code: string;
  path: (string | number)[];
  message: string;
}

/** How declared values are read where forms and blueprints differ. */
export interface ValueRules {
  /** The choices that `enum` stands for; a form's may be a query. */
  choices(declared: Json | undefined): Result<Json | undefined, string>;
  /** Whether an object that declares its fields takes others too when it does not say. */
  open: boolean;
}

interface Check {
  title: string;
  path: (string | number)[];
  rules: ValueRules;
}

const asDeclared: ValueRules = { choices: (declared) => ok(declared), open: true };

/**
 * What is wrong with the value of a property, or with an item or a field of one, in plain words. The rules are
 * those that inputs of forms (reference 2.2) and properties of blueprints share.
 */
export function complaints(
  value: Json,
  property: JsonObject,
  title: string,
  rules: ValueRules = asDeclared,
): Complaint[] {
  return check(value, property, { title, path: [], rules });
}

function check(value: Json, property: JsonObject, at: Check): Complaint[] {
  const say = (code: string, message: string): Complaint[] => [{ code, path: at.path, message }];
  const allowed = at.rules.choices(property.enum);
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
      return isWebAddress(value) ? undefined : "it must be a web address such as https://example.com";
    case "email":
    case "idn-email":
      return isEmail(value) ? undefined : "it must be an email address such as name@example.com";
    case "date-time":
    case "timer":
      return isDateTime(value) ? undefined : "it must be a date and time such as 2026-01-31T09:00:00Z";
    case "ipv4":
      return isIpv4(value) ? undefined : "it must be an IPv4 address such as 192.0.2.1";
    case "ipv6":
      return isIpv6(value) ? undefined : "it must be an IPv6 address such as 2001:db8::1";
    default:
      return undefined;
  }
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
  // An object that declares nothing is free; one that declares its fields in a form takes no others (reference 2.2).
  const others = additionalProperties ?? at.rules.open;
  const closed = isJsonObject(properties) && others !== true && !isJsonObject(others);
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
