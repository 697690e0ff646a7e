import type { JsonObject } from "../../base/json";
import { type ApiDocument, follow, listIn, own, textIn } from "./read";

/** One operation that a node can send. */
export interface ApiOperation {
  /** Unique in the document: `GET /things/{id}`. */
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  summary: string;
  tag: string;
  deprecated: boolean;
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
/** Methods that documents have and a node cannot send. */
const others = ["head", "options", "trace", "query"];
/** More are not listed. */
const most = 5_000;

/** The operations of a document in its order, and how many there are that a node cannot send. */
export function operationsOf({ root }: ApiDocument): { operations: ApiOperation[]; unsendable: number } {
  const paths = own(root, "paths");
  const operations: ApiOperation[] = [];
  let unsendable = 0;
  for (const path of Object.keys(typeof paths === "object" && paths !== null ? paths : {})) {
    const item = path.startsWith("/") ? follow(root, own(paths, path)) : undefined;
    if (item === undefined) continue;
    unsendable += others.filter((method) => own(item, method) !== undefined).length;
    for (const method of methods) {
      const operation = follow(root, own(item, method.toLowerCase()));
      if (operation === undefined || operations.length >= most) continue;
      operations.push({
        id: `${method} ${path}`,
        method,
        path,
        summary: textIn(operation, "summary") || textIn(operation, "operationId"),
        tag: String(listIn(operation, "tags")[0] ?? ""),
        deprecated: operation.deprecated === true,
      });
    }
  }
  return { operations, unsendable };
}

/** The operations whose method, path, words or tag have all the words of a query, in their order. */
export function searchOperations(operations: readonly ApiOperation[], query: string): ApiOperation[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter(({ method, path, summary, tag }) => {
    const text = `${method} ${path} ${summary} ${tag}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What the document says of an operation, and of its path. */
export function partsOf(
  { root }: ApiDocument,
  { method, path }: ApiOperation,
): { item: JsonObject; operation: JsonObject } {
  const item = follow(root, own(own(root, "paths"), path)) ?? {};
  return { item, operation: follow(root, own(item, method.toLowerCase())) ?? {} };
}
