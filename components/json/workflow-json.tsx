"use client";

import { JsonPanel } from "./json-panel";

const target = { kind: "document" } as const;

/** The whole workflow as JSON. */
export function WorkflowJson() {
  return <JsonPanel target={target} label="Workflow JSON" />;
}
