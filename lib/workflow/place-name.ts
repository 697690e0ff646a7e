import { isJsonObject, type Json } from "../base/json";

/** What a person calls a place: `Node "deploy", config.body.text`, `Connection "a" to "b"`, `Workflow`. */
export function placeName(path: readonly (string | number)[], document: Json): string {
  const [list, index, ...rest] = path;
  const items = isJsonObject(document) && typeof list === "string" ? document[list] : undefined;
  const item = Array.isArray(items) ? items[Number(index)] : undefined;
  const field = rest.length === 0 ? "" : `, ${rest.join(".")}`;
  if (list === "nodes" && index !== undefined) {
    const name =
      isJsonObject(item) && typeof item.identifier === "string" ? `"${item.identifier}"` : Number(index) + 1;
    return `Node ${name}${field}`;
  }
  if (list === "connections" && index !== undefined) {
    const ends = isJsonObject(item) ? [item.sourceIdentifier, item.targetIdentifier] : [];
    const name =
      ends.every((end) => typeof end === "string") && ends.length === 2
        ? `"${ends.join('" to "')}"`
        : Number(index) + 1;
    return `Connection ${name}${field}`;
  }
  return path.length === 0 ? "Workflow" : `Workflow, ${path.join(".")}`;
}
