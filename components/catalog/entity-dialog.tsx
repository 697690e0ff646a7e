"use client";

import { useId, useState } from "react";
import { SubmitButtons } from "@/components/settings/edit-dialog";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { Blueprint } from "@/lib/catalog/blueprint";
import type { Entity } from "@/lib/catalog/entity";
import { catalogApi } from "@/lib/editor/catalog-api";
import { EntityEditor, useEntityEditing } from "./entity-editor";

/** Makes an entity. */
export function EntityDialog({
  blueprint,
  onClose,
  onSaved,
}: {
  blueprint: Blueprint;
  onClose: () => void;
  onSaved: (entity: Entity) => void;
}) {
  const formId = useId();
  const editing = useEntityEditing(blueprint, undefined);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const body = editing.body();
    if (body === undefined) return;
    setBusy(true);
    const answer = await catalogApi.createEntity(blueprint.identifier, body);
    setBusy(false);
    if (!answer.ok) return editing.refuse(answer.error);
    toast({ title: `Created ${answer.value.title}`, tone: "ok" });
    onSaved(answer.value);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="wide"
      title={`New entity of ${blueprint.title || blueprint.identifier}`}
      footer={<SubmitButtons formId={formId} verb="Create entity" busy={busy} onClose={onClose} />}
    >
      <EntityEditor
        formId={formId}
        blueprint={blueprint}
        editing={editing}
        isNew
        onSubmit={() => void save()}
      />
    </Dialog>
  );
}
