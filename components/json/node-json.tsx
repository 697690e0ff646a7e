"use client";

import { useMemo } from "react";
import { useEditor } from "@/lib/editor/use-editor";
import { JsonPanel } from "./json-panel";
import type { JsonTarget } from "./text-sync";

/** The chosen node's JSON. */
export function NodeJson() {
  const id = useEditor(({ selection }) => (selection?.kind === "node" ? selection.id : undefined));
  const target = useMemo(
    (): JsonTarget | undefined => (id === undefined ? undefined : { kind: "node", id }),
    [id],
  );
  return target && <JsonPanel target={target} label={`JSON of ${target.kind === "node" ? target.id : ""}`} />;
}
