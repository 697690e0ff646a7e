import type { Json, JsonObject } from "../../base/json";
import type { NeededInput, Report } from "./fate";
import { inAddress, literal } from "./literal";
import type { ApiOperation } from "./operations";
import { type ApiDocument, follow, listIn, own, textIn } from "./read";
import type { Request } from "./request";

/** A parameter with its schema followed. */
export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: JsonObject;
  declared: JsonObject;
}

/** The parameters of an operation; its own replace those of its path. */
export function parametersOf(
  { root, version }: ApiDocument,
  item: JsonObject,
  operation: JsonObject,
  report: Report,
): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const given of [...listIn(item, "parameters"), ...listIn(operation, "parameters")]) {
    const declared = follow(root, given);
    if (declared === undefined) {
      const ref = textIn(given, "$ref");
      report.say(`parameter ${ref}`, "left", "What it refers to is not in the document.");
      continue;
    }
    const name = textIn(declared, "name");
    const place = textIn(declared, "in");
    // Swagger 2.0 has the type in the parameter itself.
    const schema =
      version === "swagger-2" && place !== "body" ? declared : (follow(root, declared.schema) ?? {});
    if (name !== "")
      found.set(`${place} ${name}`, {
        name,
        in: place,
        required: declared.required === true || place === "path",
        schema,
        declared,
      });
  }
  return [...found.values()];
}

/** How a template reads an input of the trigger. */
export const inputPath = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? `.outputs.trigger.${name}` : `.outputs.trigger[${JSON.stringify(name)}]`;

/** The path with its parameters read from the trigger, encoded. */
export function addressOf(
  server: string,
  { path }: ApiOperation,
  parameters: readonly Parameter[],
  report: Report,
) {
  const known = new Map(parameters.filter((each) => each.in === "path").map((each) => [each.name, each]));
  const pieces = path.split(/(\{[^{}]*\})/);
  return (
    server +
    pieces
      .map((piece) => {
        const name = /^\{([^{}]+)\}$/.exec(piece)?.[1];
        if (name === undefined) return inAddress(piece);
        const parameter = known.get(name);
        need(report, name, parameter?.schema ?? {}, parameter?.declared);
        report.say(`path ${name}`, "used", `Read from the trigger's input "${name}".`);
        return `{{ ${inputPath(name)} | @uri }}`;
      })
      .join("")
  );
}

/** Puts the parameters of query, headers and cookies into the request; those that may be missing are only told. */
export function addParameters(parameters: readonly Parameter[], request: Request, report: Report): void {
  for (const parameter of parameters) {
    const { name, required, schema } = parameter;
    const part = `${parameter.in} ${name}`;
    if (!["query", "header", "cookie"].includes(parameter.in)) continue;
    if (parameter.in === "header" && /^(accept|content-type|authorization)$/i.test(name)) {
      report.say(part, "note", "The node has it from elsewhere.");
      continue;
    }
    if (!required) {
      report.say(part, "left", `Optional${hint(parameter)}.`);
      continue;
    }
    const fixed = fixedValue(schema);
    const path = inputPath(name);
    if (fixed === undefined) need(report, name, schema, parameter.declared);
    const isList = schema.type === "array";
    const read = isList ? `${path} | if type == "array" then join(",") else . end` : path;
    const source =
      fixed === undefined ? `Read from the trigger's input "${name}".` : "The only value it may have.";
    const list = isList ? " A list is written with commas." : "";
    const value = fixed === undefined ? `{{ ${read} }}` : literal(fixed);
    if (parameter.in === "query")
      request.query.push(
        `${encodeURIComponent(name)}=${fixed === undefined ? `{{ ${read} | @uri }}` : encodeURIComponent(fixed)}`,
      );
    else if (parameter.in === "cookie") request.cookies.push(`${literal(name)}=${value}`);
    else if (!request.setHeader(name, value)) {
      report.say(part, "left", "A node refuses this header.");
      continue;
    }
    report.say(part, "used", source + list);
  }
}

/** What a reader may want to know of a parameter that is left out. */
function hint({ schema, declared }: Parameter): string {
  const about = textIn(declared, "description") || textIn(schema, "description");
  const line = about.split("\n")[0]?.trim() ?? "";
  return line === "" ? "" : `: ${line.slice(0, 120).replace(/\.$/, "")}`;
}

function fixedValue(schema: JsonObject): string | undefined {
  const values = listIn(schema, "enum");
  const only = own(schema, "const") ?? (values.length === 1 ? values[0] : undefined);
  return only === undefined || typeof only === "object" ? undefined : String(only);
}

function need(report: Report, name: string, schema: JsonObject, declared: JsonObject | undefined): void {
  if (report.needed.has(name)) return;
  report.needed.set(name, { name, property: propertyOf(name, schema, declared) });
}

/** A parameter as an input of a form. */
function propertyOf(
  name: string,
  schema: JsonObject,
  declared: JsonObject | undefined,
): NeededInput["property"] {
  const named = Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
  const type =
    named === "integer" || named === "number" ? "number" : named === "boolean" ? "boolean" : "string";
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .trim()
    .toLowerCase();
  const about = textIn(declared, "description") || textIn(schema, "description");
  const choices = listIn(schema, "enum").filter((one) => typeof one === type);
  const text: [string, Json][] = [
    ["title", (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 140) || name],
    ...(about === "" ? [] : ([["description", about.slice(0, 300)]] as [string, Json][])),
    ...(choices.length > 0 && type !== "boolean" ? ([["enum", choices]] as [string, Json][]) : []),
  ];
  return { type, ...Object.fromEntries(text) };
}
