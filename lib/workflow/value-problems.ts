import { isJsonObject, type Json } from "../base/json";
import { didYouMean, nearest } from "../base/nearest";
import { toPointer } from "../base/pointer";
import type { Fix, Problem, Severity } from "../base/problem";
import { complaints } from "../catalog/value";
import { isWholeString, scan } from "../template/scan";
import type { WorkflowNode } from "./document";
import { labelled } from "./reference-problems";
import { shapeOfTemplate } from "./shapes/expression-shape";
import { type BlueprintShape, blueprintOf } from "./shapes/from-catalog";
import { shapeOfSchema } from "./shapes/from-schema";
import { placeShape } from "./shapes/place-shape";
import { type Shape, type ShapeType, shapeOf, typeWords } from "./shapes/shape";
import type { Surroundings } from "./surroundings";

/** Values of fields that are of another type than the field takes, as far as the types are known. */
export function valueProblems(whole: Omit<Surroundings, "node">): Problem[] {
  return whole.document.nodes.flatMap((node, index) => {
    const at = (...path: (string | number)[]) => toPointer(["nodes", index, "config", ...path]);
    const { config } = node;
    const check = checkerOf(node, whole);
    switch (config.type) {
      case "DELAY":
        // A text of digits is taken for a number, so that a text may be right.
        return check(config.seconds, at("seconds"), shapeOf("declared", "number"), "info");
      case "WEBHOOK":
        return [
          ...check(config.url, at("url"), text, "warning"),
          ...(isJsonObject(config.headers)
            ? Object.entries(config.headers).flatMap(([name, value]) =>
                check(value, at("headers", name), text, "warning"),
              )
            : check(config.headers, at("headers"), shapeOf("declared", "object"), "warning")),
        ];
      case "UPSERT_ENTITY":
        return entityProblems(node, whole, at, check);
      default:
        return [];
    }
  });
}

const text: Shape = { from: "declared", types: ["string", "number", "boolean"] };

type Check = (value: Json | undefined, at: string, wanted: Shape, severity: Severity) => Problem[];

/** Compares what a template gives with what its field takes. */
function checkerOf(node: WorkflowNode, whole: Omit<Surroundings, "node">): Check {
  let context: Shape | undefined;
  return (value, at, wanted, severity) => {
    if (typeof value !== "string" || !value.includes("{{")) return [];
    context ??= placeShape(node, "run", whole.shapes(), whole.facts);
    const given = shapeOfTemplate(value, context);
    const types = given.types?.filter((type) => type !== "null");
    if (types === undefined || types.length === 0 || wanted.types === undefined) return [];
    const isSeen = given.from === "seen";
    const say = (code: string, message: string, fix?: Fix, mild = false): Problem[] => [
      {
        code,
        severity: isSeen || mild ? "info" : severity,
        at,
        message: labelled(at, whole, message),
        ...(fix && { fix }),
      },
    ];
    if (types.every((type) => !wanted.types?.includes(type)))
      return say(
        "type/field",
        `this gives a ${typeWords({ ...given, types })}${isSeen ? " in the last run" : ""}, and the field takes ${articled(wanted)}.`,
        conversion(value, at, types, wanted.types),
      );
    if (given.values === undefined || wanted.values === undefined) return [];
    const allowed = wanted.values;
    const never = given.values.filter((one) => !allowed.includes(one));
    if (never.length === 0) return [];
    return say(
      "type/choice",
      `this may give ${never
        .slice(0, 5)
        .map((one) => JSON.stringify(one))
        .join(", ")}, and the field takes ${allowed
        .slice(0, 8)
        .map((one) => JSON.stringify(one))
        .join(", ")} only.`,
      undefined,
      never.length < given.values.length,
    );
  };
}

const articled = (shape: Shape): string =>
  shape === text
    ? "a text"
    : /^(object|any)/.test(typeWords(shape))
      ? `an ${typeWords(shape)}`
      : `a ${typeWords(shape)}`;

/** Makes the value of a whole-string template the type that is wanted. */
function conversion(
  value: string,
  at: string,
  given: readonly ShapeType[],
  wanted: readonly ShapeType[],
): Fix | undefined {
  const scanned = scan(value);
  const [only] = scanned.ok ? scanned.value.filter(({ kind }) => kind === "expression") : [];
  if (!scanned.ok || only === undefined || !isWholeString(value, scanned.value)) return undefined;
  const [type] = given;
  const call =
    wanted.includes("number") && !wanted.includes("string") && type === "string"
      ? "tonumber"
      : wanted.includes("string") && type === "array"
        ? 'join(",")'
        : wanted.includes("string") && type === "object"
          ? "tojson"
          : wanted[0] === "string" && (type === "number" || type === "boolean")
            ? "tostring"
            : undefined;
  if (call === undefined) return undefined;
  const inner = only.text.trim();
  const expression = /[|,]|\b(?:if|as|reduce|def)\b|\/\//.test(inner)
    ? `(${inner}) | ${call}`
    : `${inner} | ${call}`;
  return { title: `Add ${call}`, edits: [{ at, value: `{{ ${expression} }}` }] };
}

/** The values of an entity against its blueprint, where that is known. */
function entityProblems(
  { config }: WorkflowNode,
  whole: Omit<Surroundings, "node">,
  at: (...path: (string | number)[]) => string,
  check: Check,
): Problem[] {
  const { blueprints } = whole.facts;
  const name = config.blueprintIdentifier;
  const blueprint = blueprintOf(blueprints, name);
  const mapping = isJsonObject(config.mapping) ? config.mapping : {};
  if (blueprint === undefined) {
    if (blueprints === undefined || typeof name !== "string" || name.includes("{{")) return [];
    const near = nearest(name, Object.keys(blueprints));
    const [best] = near;
    if (best === undefined) return [];
    return [
      {
        code: "catalog/unknown-blueprint",
        severity: "info",
        at: at("blueprintIdentifier"),
        message: labelled(
          at("blueprintIdentifier"),
          whole,
          `the catalog has no blueprint "${name}".${didYouMean(near)}`,
        ),
        fix: { title: `Use ${best}`, edits: [{ at: at("blueprintIdentifier"), value: best }] },
      },
    ];
  }
  return (["properties", "relations"] as const).flatMap((part) => {
    const values = mapping[part];
    if (!isJsonObject(values)) return [];
    return Object.entries(values).flatMap(([key, value]) => {
      if (key.includes("{{")) return [];
      const place = at("mapping", part, key);
      const declared = part === "properties" ? propertyShape(blueprint, key) : relationShape(blueprint, key);
      if (declared === undefined) return [unknownName(blueprint, part, key, value, values, place, at, whole)];
      if (part === "properties" && !hasTemplate(value) && value !== null)
        return complaints(value, propertyOf(blueprint, key), `"${key}"`).map(({ message }) => ({
          code: "catalog/value",
          severity: "warning" as const,
          at: place,
          message: labelled(place, whole, message),
        }));
      return check(value, place, declared, "warning");
    });
  });
}

const hasTemplate = (value: Json): boolean => JSON.stringify(value).includes("{{");

const propertyOf = ({ properties }: BlueprintShape, key: string) => {
  const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
  return isJsonObject(property) ? property : {};
};

const propertyShape = (blueprint: BlueprintShape, key: string): Shape | undefined =>
  Object.hasOwn(blueprint.properties, key) ? shapeOfSchema(propertyOf(blueprint, key), "catalog") : undefined;

function relationShape({ relations }: BlueprintShape, key: string): Shape | undefined {
  const relation = Object.hasOwn(relations, key) ? relations[key] : undefined;
  if (relation === undefined) return undefined;
  return { from: "catalog", types: relation.many ? ["array", "string"] : ["string"] };
}

function unknownName(
  blueprint: BlueprintShape,
  part: "properties" | "relations",
  key: string,
  value: Json,
  values: Readonly<Record<string, Json>>,
  place: string,
  at: (...path: (string | number)[]) => string,
  whole: Omit<Surroundings, "node">,
): Problem {
  const one = part === "properties" ? "property" : "relation";
  if (part === "properties" && blueprint.computed.includes(key))
    return {
      code: "catalog/computed",
      severity: "warning",
      at: place,
      message: labelled(
        place,
        whole,
        `"${key}" of the blueprint "${blueprint.identifier}" is computed and cannot be written.`,
      ),
      fix: { title: `Remove ${key}`, edits: [{ at: place, value: undefined }] },
    };
  const near = nearest(key, Object.keys(blueprint[part])).filter((name) => !Object.hasOwn(values, name));
  const [best] = near;
  return {
    code: `catalog/unknown-${one}`,
    severity: "warning",
    at: place,
    message: labelled(
      place,
      whole,
      `the blueprint "${blueprint.identifier}" has no ${one} "${key}".${didYouMean(near)}`,
    ),
    ...(best !== undefined && {
      fix: {
        title: `Use ${best}`,
        edits: [
          { at: place, value: undefined },
          { at: at("mapping", part, best), value },
        ],
      },
    }),
  };
}
