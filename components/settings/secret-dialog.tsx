"use client";

import { Eye, EyeOff } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Field, Input, Textarea } from "@/components/ui/input";
import { api } from "@/lib/editor/api";
import { secretNameProblem } from "./secret-name";

/** Adds a secret, or replaces the value of `replace`. A value goes one way: it is never shown again. */
export function SecretDialog({
  open,
  onOpenChange,
  replace,
  taken,
  onSaved,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  replace?: string | undefined;
  taken: readonly string[];
  onSaved: (name: string) => void;
}) {
  const id = useId();
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [visible, setVisible] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const nameProblem = replace === undefined ? secretNameProblem(name, taken) : undefined;
  const valueProblem = value === "" ? "Write the value." : undefined;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (nameProblem || valueProblem) return;
    setBusy(true);
    const answer = await api.putSecret(replace ?? name, value);
    setBusy(false);
    if (!answer.ok) return setRefusal(answer.error.message);
    onSaved(replace ?? name);
    onOpenChange(false);
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={replace === undefined ? "Add a secret" : `Replace ${replace}`}
      description="The value is encrypted at rest and cannot be read back, only replaced."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" form={`${id}-form`} busy={busy}>
            {replace === undefined ? "Add secret" : "Replace value"}
          </Button>
        </>
      }
    >
      <form
        id={`${id}-form`}
        noValidate
        onSubmit={(event) => void save(event)}
        className="flex flex-col gap-4"
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
        {refusal && (
          <p role="alert" className="text-bad text-sm">
            {refusal}
          </p>
        )}
      </form>
    </Dialog>
  );
}
