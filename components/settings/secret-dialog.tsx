"use client";

import { Eye, EyeOff } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Field, Input, Textarea } from "@/components/ui/input";
import { api } from "@/lib/editor/api";
import { EditDialog, useSending } from "./edit-dialog";
import { secretNameProblem } from "./secret-name";

/** Adds a secret, or replaces the value of `replace`. A value goes one way: it is never shown again. */
export function SecretDialog({
  replace,
  taken,
  onClose,
  onSaved,
}: {
  replace?: string | undefined;
  taken: readonly string[];
  onClose: () => void;
  onSaved: (name: string) => void;
}) {
  const id = useId();
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [visible, setVisible] = useState(false);
  const { tried, busy, refusal, attempt, send } = useSending();

  const nameProblem = replace === undefined ? secretNameProblem(name, taken) : undefined;
  const valueProblem = value === "" ? "Write the value." : undefined;

  const save = async () => {
    attempt();
    if (nameProblem || valueProblem) return;
    if (!(await send(() => api.putSecret(replace ?? name, value)))) return;
    onSaved(replace ?? name);
    onClose();
  };

  return (
    <EditDialog
      title={replace === undefined ? "Add a secret" : `Replace ${replace}`}
      description="The value is encrypted at rest and cannot be read back, only replaced."
      verb={replace === undefined ? "Add secret" : "Replace value"}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={save}
    >
      {replace === undefined && (
        <Field
          id={`${id}-name`}
          label="Name"
          required
          error={tried ? nameProblem : undefined}
          hint="Letters, digits and _ . : @ -"
        >
          <Input
            id={`${id}-name`}
            mono
            value={name}
            aria-required
            aria-invalid={(tried && nameProblem !== undefined) || undefined}
            aria-describedby={tried && nameProblem ? `${id}-name-error` : `${id}-name-hint`}
            placeholder="api-token"
            onChange={(event) => setName(event.target.value.trim())}
          />
        </Field>
      )}
      <Field
        id={`${id}-value`}
        label="Value"
        required
        error={tried ? valueProblem : undefined}
        aside={
          <IconButton
            size="small"
            label={visible ? "Hide what is typed" : "Show what is typed"}
            icon={visible ? <EyeOff /> : <Eye />}
            pressed={visible}
            onClick={() => setVisible(!visible)}
          />
        }
      >
        {visible ? (
          <Textarea
            id={`${id}-value`}
            mono
            value={value}
            aria-required
            autoComplete="off"
            onChange={(event) => setValue(event.target.value)}
          />
        ) : (
          <Input
            id={`${id}-value`}
            mono
            type="password"
            autoComplete="new-password"
            value={value}
            aria-required
            aria-invalid={(tried && valueProblem !== undefined) || undefined}
            aria-describedby={tried && valueProblem ? `${id}-value-error` : undefined}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </Field>
    </EditDialog>
  );
}
