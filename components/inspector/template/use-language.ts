"use client";

import { useMemo } from "react";
import { fromPointer } from "@/lib/base/pointer";
import { type FieldLanguage, jsonLanguage, textLanguage } from "@/lib/editor/language/field-language";
import { fieldKind } from "@/lib/editor/language/fields";
import { useEditor } from "@/lib/editor/use-editor";

/**
 * How the text of the field at a place of the document is read; nothing for a text that is taken as it is. With
 * `json`, the text is JSON that may hold expressions.
 */
export function useLanguage(at: string, value: string, json = false): FieldLanguage | undefined {
  const path = fromPointer(at);
  const node = useEditor((state) => state.document?.nodes[Number(path[1])]?.identifier) ?? "";
  const nodeType = useEditor((state) => state.document?.nodes[Number(path[1])]?.config.type) ?? "";
  // Where a text holds templates only if it has braces, they may still be written.
  const kind = json ? undefined : fieldKind(path, nodeType, value.includes("{{") ? value : `${value}{{`);
  const syntax = kind?.syntax ?? "json";
  const place = kind === undefined || kind.syntax === "none" ? "config" : kind.place;
  const isField = path[0] === "nodes";
  return useMemo(() => {
    if (!isField || syntax === "none") return undefined;
    const owner = { node, nodeType };
    return syntax === "json" ? jsonLanguage(fromPointer(at), owner) : textLanguage(syntax, place, owner);
  }, [at, isField, node, nodeType, place, syntax]);
}
