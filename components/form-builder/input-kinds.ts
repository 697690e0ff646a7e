import { isJsonObject, type JsonObject } from "@/lib/base/json";
import type { Change } from "@/lib/workflow/text-edit";
import { textOf } from "./form-rows";

/** What a person sees as one kind of input: a type with what makes it that kind (reference 2.2). */
export interface InputKind {
  id: string;
  label: string;
  /** What a new input of the kind is called. */
  name: string;
  group: "Text" | "Choice and numbers" | "Catalog and people" | "Structure" | "Secret";
  /** The beginning of its property. */
  property: JsonObject;
  /** Its own keys, beside those that every input may have. */
  keys: readonly string[];
}

const texts = ["minLength", "maxLength", "pattern", "enum", "enumColors"];
const choices = ["enum", "enumColors"];

const text = (id: string, label: string, name: string, keys: readonly string[], format = id): InputKind => ({
  id,
  label,
  name,
  group: "Text",
  property: { type: "string", ...(format === "" ? {} : { format }) },
  keys,
});

/** Every kind of the palette, in its order. */
export const inputKinds: readonly InputKind[] = [
  text("text", "Text", "text", texts, ""),
  text("multi-line", "Long text", "notes", texts),
  text("markdown", "Markdown", "text", texts),
  text("yaml", "YAML", "yaml", texts),
  text("url", "URL", "url", texts),
  text("email", "Email", "email", texts),
  text("date-time", "Date and time", "date", []),
  {
    id: "choice",
    label: "Choice",
    name: "choice",
    group: "Choice and numbers",
    property: { type: "string", enum: ["one", "two"] },
    keys: choices,
  },
  {
    id: "number",
    label: "Number",
    name: "number",
    group: "Choice and numbers",
    property: { type: "number" },
    keys: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", ...choices],
  },
  {
    id: "boolean",
    label: "Yes or no",
    name: "confirmed",
    group: "Choice and numbers",
    property: { type: "boolean" },
    keys: [],
  },
  {
    id: "entity",
    label: "Entity",
    name: "entity",
    group: "Catalog and people",
    property: { type: "string", format: "entity", blueprint: "service" },
    keys: ["blueprint", "dataset", "sort"],
  },
  {
    id: "user",
    label: "User",
    name: "user",
    group: "Catalog and people",
    property: { type: "string", format: "user" },
    keys: ["dataset", "sort"],
  },
  {
    id: "team",
    label: "Team",
    name: "team",
    group: "Catalog and people",
    property: { type: "string", format: "team" },
    keys: ["dataset", "sort"],
  },
  {
    id: "array",
    label: "List",
    name: "list",
    group: "Structure",
    property: { type: "array", items: { type: "string" } },
    keys: ["items", "minItems", "maxItems", "uniqueItems", "dataset", "sort"],
  },
  {
    id: "object",
    label: "Object (JSON)",
    name: "object",
    group: "Structure",
    property: { type: "object" },
    keys: ["properties", "required", "additionalProperties", "patternProperties", "enum"],
  },
  {
    id: "labeled-url",
    label: "Link",
    name: "link",
    group: "Structure",
    property: { type: "object", format: "labeled-url" },
    keys: [],
  },
  {
    id: "secret",
    label: "Secret text",
    name: "secret",
    group: "Secret",
    property: { type: "string", encryption: "aes256-gcm" },
    keys: ["minLength", "maxLength", "pattern", "encryption"],
  },
];

/** Keys whose literal values are of the input's own type. */
const bound = ["default", "enum", "enumColors"];

const known = new Set(inputKinds.flatMap(({ keys, property }) => [...keys, ...Object.keys(property)]));

/** The kind of an input; undefined for one that the palette does not have. */
export function kindOf(property: JsonObject): InputKind | undefined {
  return inputKinds.find(({ id }) => id === idOf(property));
}

function idOf(property: JsonObject): string {
  const type = textOf(property.type) || "string";
  const format = textOf(property.format) === "none" ? "" : textOf(property.format);
  if (type === "string" && property.encryption !== undefined && format === "") return "secret";
  if (format !== "") return (type === "string") !== (format === "labeled-url") ? format : `${type}/${format}`;
  if (type === "string") return property.enum === undefined ? "text" : "choice";
  return type;
}

/** What kind it is in words, also for one that the palette does not have. */
export const kindWords = (property: JsonObject): string =>
  kindOf(property)?.label ?? ([textOf(property.format), textOf(property.type)].find(Boolean) || "Text");

/** Makes an input one of another kind: what only the old kind has goes, everything else stays. `at` is its pointer. */
export function kindChanges(at: string, property: JsonObject, kind: InputKind): Change[] {
  const allowed = new Set([...kind.keys, ...Object.keys(kind.property)]);
  const sameType = (textOf(property.type) || "string") === kind.property.type;
  const gone = Object.keys(property).filter(
    (key) =>
      (known.has(key) && !allowed.has(key)) ||
      (!sameType && bound.includes(key) && !isJsonObject(property[key])),
  );
  // A secret may have more to it than the palette's: where there is something of that key, it stays.
  const kept = (key: string) => sameType && key in property && !["type", "format"].includes(key);
  if (kind.id === "text") gone.push(...["enum", "enumColors"].filter((key) => key in property));
  return [
    ...[...new Set(gone)].map((key): Change => ({ at: `${at}/${key}`, value: undefined })),
    ...Object.entries(kind.property)
      .filter(([key, value]) => !kept(key) && property[key] !== value)
      .map(([key, value]): Change => ({ at: `${at}/${key}`, value })),
  ];
}

/** A name as a title: `service_name` is "Service name". */
export const titleFrom = (name: string): string => {
  const words = name.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A title as a name: "Service name" is `service_name`; empty when nothing of it can stand in one. */
export const nameFrom = (title: string): string =>
  title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 40);
