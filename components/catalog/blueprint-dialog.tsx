"use client";

import { useId, useState } from "react";
import { EditDialog } from "@/components/settings/edit-dialog";
import { toast } from "@/components/ui/toast";
import type { Blueprint } from "@/lib/catalog/blueprint";
import { catalogApi } from "@/lib/editor/catalog-api";
import { JsonField } from "./json-field";
import { useJsonText } from "./use-json-text";

const example = {
  identifier: "service",
  title: "Service",
  schema: {
    properties: {
      language: { type: "string", title: "Language", enum: ["Go", "Rust", "TypeScript"] },
      url: { type: "string", title: "Repository", format: "url" },
      live: { type: "boolean", title: "In production" },
    },
    required: [],
  },
  relations: {},
};

/** The blueprint as it is edited: without what only the catalog writes. */
function textOf(blueprint: Blueprint | undefined): string {
  if (blueprint === undefined) return JSON.stringify(example, null, 2);
  const { createdAt: _, createdBy: __, updatedAt: ___, updatedBy: ____, ...rest } = blueprint;
  return JSON.stringify(rest, null, 2);
}

/** Makes a blueprint, or changes one, as JSON. */
export function BlueprintDialog({
  blueprint,
  onClose,
  onSaved,
}: {
  /** Undefined: a new one. */
  blueprint?: Blueprint;
  onClose: () => void;
  onSaved: (blueprint: Blueprint) => void;
}) {
  const id = useId();
  const json = useJsonText(textOf(blueprint));
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const body = json.read();
    if (body === undefined) return;
    setBusy(true);
    const answer = await (blueprint === undefined
      ? catalogApi.createBlueprint(body)
      : catalogApi.replaceBlueprint(blueprint.identifier, body));
    setBusy(false);
    if (!answer.ok) return json.refuse(answer.error);
    toast({ title: `Saved the blueprint ${answer.value.title ?? answer.value.identifier}`, tone: "ok" });
    onSaved(answer.value);
    onClose();
  };
  return (
    <EditDialog
      size="wide"
      title={blueprint === undefined ? "New blueprint" : `Edit ${blueprint.title ?? blueprint.identifier}`}
      description="As Port writes it: properties with types and formats, relations to other blueprints, mirror and calculation properties."
      verb="Save blueprint"
      busy={busy}
      onClose={onClose}
      onSubmit={save}
    >
      <JsonField
        id={id}
        label="Blueprint as JSON"
        value={json.text}
        refusal={json.refusal}
        onChange={json.change}
      />
    </EditDialog>
  );
}
