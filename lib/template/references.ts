import { type Reference, references } from "../jq";
import { normalizeQuotes } from "./expression";
import { scan } from "./scan";

/**
 * Every place where a template string reads its context, such as `.outputs.deploy.url`. Offsets are UTF-16
 * units into the whole string. Broken braces and expressions that do not compile give none.
 */
export function referencesOf(text: string): Reference[] {
  if (!text.includes("{{")) return [];
  const scanned = scan(text);
  if (!scanned.ok) return [];
  return scanned.value.flatMap((part) =>
    part.kind === "text"
      ? []
      : references(normalizeQuotes(part.text)).map((found) => shifted(found, part.start)),
  );
}

const shifted = (reference: Reference, by: number): Reference => ({
  ...reference,
  start: reference.start + by,
  end: reference.end + by,
  segments: reference.segments.map((segment) => ({
    ...segment,
    start: segment.start + by,
    end: segment.end + by,
  })),
});
