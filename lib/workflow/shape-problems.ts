import { didYouMean, nearest } from "../base/nearest";
import type { Reference } from "../jq";
import { withSegment } from "./path-edits";
import type { Finding, ReferencePlace } from "./reference-problems";
import { placeShape } from "./shapes/place-shape";
import { fieldOf, type Shape, typeWords } from "./shapes/shape";

/** Places that answer where an older page of Port had them (reference 6.6, 6.7), and what a failure adds. */
const aliases = new Set(["inputs", "status", "body", "entity", "error", "timeout"]);

/**
 * References that lead where no value has anything: a field that a closed shape lacks, or a part of what has no
 * parts. What only earlier runs showed may be there the next time, so that it is a note, and only for a near name.
 */
export function shapeProblem(
  reference: Reference,
  place: ReferencePlace,
  guarded: boolean,
): Finding | undefined {
  const { node, facts } = place.context;
  let at: Shape | undefined = placeShape(node, place.reads, place.context.shapes(), facts);
  let isOptional = guarded;
  for (const [index, segment] of reference.segments.entries()) {
    if (at === undefined) return undefined;
    const { key } = segment;
    // Secrets, and the names of nodes, are looked up by their own checks.
    if (
      index === 1 &&
      (reference.root === "outputs" || reference.root === "secrets") &&
      at.fields === undefined
    )
      return undefined;
    const wrong = index === 0 ? undefined : partProblem(at, index, reference, place, guarded);
    if (wrong !== undefined) return wrong;
    if (typeof key === "number") {
      at = at.items;
      continue;
    }
    const field = fieldOf(at, key);
    if (field === undefined)
      return index === 0 ? undefined : fieldProblem(at, index, reference, place, isOptional);
    isOptional ||= field.optional === true && guarded;
    at = field.shape;
  }
  return undefined;
}

/** A step by name into a list or a text, or by number into an object. */
function partProblem(
  shape: Shape,
  index: number,
  reference: Reference,
  place: ReferencePlace,
  guarded: boolean,
): Finding | undefined {
  const segment = reference.segments[index];
  const types = shape.types?.filter((type) => type !== "null");
  if (segment === undefined || types === undefined || types.length === 0) return undefined;
  const wanted = typeof segment.key === "number" ? "array" : "object";
  if (types.includes(wanted) || (guarded && shape.from === "seen")) return undefined;
  const { text, at, start } = place;
  const path = text.slice(start + reference.start, start + (reference.segments[index - 1]?.end ?? 0));
  const step = typeof segment.key === "number" ? `[${segment.key}]` : `"${segment.key}"`;
  const isList = types.includes("array");
  const advice = isList
    ? segment.key === "length"
      ? " Write | length for how many it has."
      : " Take one of its items, such as [0], or all of them with []."
    : "";
  const from = start + segment.start;
  // A name in dot form begins behind its dot, one in brackets behind the bracket.
  const cut = /[.[]/.test(text[from - 1] ?? "") ? from - 1 : from;
  const isPlain = /^[.[]/.test(text.slice(cut));
  return {
    code: "type/no-parts",
    severity: shape.from === "seen" ? "info" : "warning",
    message: `${path || "this"} is a ${typeWords({ ...shape, types })}${shape.from === "seen" ? " in the last run" : ""} and has no ${step}.${advice}`,
    ...(isList &&
      isPlain &&
      typeof segment.key === "string" &&
      segment.key !== "length" && {
        fix: {
          title: "Use the first item",
          edits: [{ at, value: `${text.slice(0, cut)}[0]${text.slice(cut)}` }],
        },
      }),
  };
}

function fieldProblem(
  shape: Shape,
  index: number,
  reference: Reference,
  place: ReferencePlace,
  guarded: boolean,
): Finding | undefined {
  const segment = reference.segments[index];
  if (segment === undefined || typeof segment.key !== "string" || shape.fields === undefined)
    return undefined;
  const { key } = segment;
  // `.outputs.x` of a node that is not there is told by the check of nodes.
  if (index === 1 && reference.root === "outputs") return undefined;
  if (aliases.has(key)) return undefined;
  const names = Object.keys(shape.fields);
  const near = nearest(key, names);
  const certain = shape.closed === true && shape.from !== "seen";
  if (!certain && (near.length === 0 || guarded)) return undefined;
  const { text, at, start } = place;
  const [best] = near;
  const known =
    names.length === 0 ? "" : ` (${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""})`;
  const message = certain
    ? `"${key}" is none of the ${shape.title ?? "fields"}${near.length > 0 ? "" : known}, so this is always null.`
    : `nothing is known of a field "${key}" here.`;
  return {
    code: "type/no-field",
    severity: certain ? "warning" : "info",
    message: `${message}${didYouMean(near)}`,
    ...(best !== undefined && {
      fix: { title: `Use ${best}`, edits: [{ at, value: withSegment(text, start, segment, best) }] },
    }),
  };
}
