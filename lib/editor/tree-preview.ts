import type { Json } from "../base/json";
import { mask } from "../jq";
import { render } from "../template/render";
import type { Place } from "./language/fields";
import { limits, ofSecret } from "./preview";
import { type PreviewData, previewContexts } from "./preview-context";

/** A whole JSON value with templates in it, and where it stands. */
export interface TreeRequest {
  value: Json;
  /** Identifier and type of its node. */
  node: string;
  nodeType: string;
  place: Place;
}

/** A whole value as it is sent, as JSON text with the secrets by name; or why it cannot be. `at` is a pointer into it. */
export type TreePreview = { ok: true; text: string } | { ok: false; message: string; at: string };

/** Renders whole values against data. */
export function createTreePreviewer(data: PreviewData): (request: TreeRequest) => TreePreview {
  const contextOf = previewContexts(data);
  return ({ value, node, nodeType, place }) => {
    const rendered = render(value, contextOf(node, nodeType, place), { throwOnError: true, limits });
    if (rendered.ok) return { ok: true, text: JSON.stringify(mask(rendered.value ?? null), null, 2) };
    const { message, at } = rendered.error;
    const secret = ofSecret(message, data);
    return { ok: false, message: secret?.reason ?? message.replace(/^jq: (compile )?error: /, ""), at };
  };
}
