import type { Path } from "../base/pointer";
import type { WorkflowDocument } from "../workflow/document";
import type { DraggedValue, TextSyntax } from "./insert-value";
import { fieldKind } from "./language/fields";

/** How the string at a place of the document is read when it runs; nothing for plain text. */
export function syntaxAt(
  document: WorkflowDocument | undefined,
  path: Path,
  value: string,
): TextSyntax | undefined {
  const node = path[0] === "nodes" ? document?.nodes[Number(path[1])] : undefined;
  if (node === undefined) return undefined;
  const kind = fieldKind(path, node.config.type, value);
  return kind.syntax === "none" ? undefined : kind.syntax;
}

/** What a place of the document reads a value by: a node's own variables and links have its output as `.result`. */
export function pathFor(document: WorkflowDocument | undefined, { path, own }: DraggedValue, at: Path): Path {
  const node = document?.nodes[Number(at[1])]?.identifier;
  const isOwn = own !== undefined && own.node === node && (at[2] === "variables" || at[2] === "links");
  return isOwn ? own.path : path;
}
