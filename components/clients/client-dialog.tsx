"use client";

import { Copy } from "lucide-react";
import { useId, useState } from "react";
import { CopyIcon } from "@/components/run/copy-button";
import { EditDialog, useSending } from "@/components/settings/edit-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { api } from "@/lib/editor/api";
import type { ClientRow } from "@/lib/editor/api-types";

const roles = [
  { value: "Member", label: "Member", description: "Runs workflows and reports on them." },
  { value: "Admin", label: "Admin", description: "Builds workflows and reads the list of secrets, too." },
];

/** Adds an API client, then shows its secret, which cannot be seen again. */
export function ClientDialog({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const id = useId();
  const [name, setName] = useState("");
  const [role, setRole] = useState<ClientRow["role"]>("Member");
  const { tried, busy, refusal, attempt, send } = useSending();
  const [made, setMade] = useState<{ client: ClientRow; secret: string }>();
  const problem = name.trim() === "" ? "Write a name." : undefined;

  const add = async () => {
    attempt();
    if (problem) return;
    const answer = await send(() => api.addClient(name.trim(), role));
    if (!answer) return;
    setMade(answer.value);
    onAdded();
  };

  if (made)
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title={`${made.client.name} is added`}
        description="Copy the secret now. It is kept as a hash, so nobody can show it again."
        footer={
          <Button variant="primary" onClick={onClose}>
            I have copied it
          </Button>
        }
      >
        <dl className="flex flex-col gap-3 text-sm">
          <Shown label="Client id" text={made.client.id} />
          <Shown label="Client secret" text={made.secret} />
        </dl>
      </Dialog>
    );

  return (
    <EditDialog
      title="Add an API client"
      verb="Add client"
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={add}
    >
      <Field id={`${id}-name`} label="Name" required error={tried ? problem : undefined}>
        <Input
          id={`${id}-name`}
          value={name}
          maxLength={100}
          aria-required
          aria-invalid={(tried && problem !== undefined) || undefined}
          aria-describedby={tried && problem ? `${id}-name-error` : undefined}
          placeholder="CI"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field id={`${id}-role`} label="Role">
        <Select
          id={`${id}-role`}
          value={role}
          options={roles}
          onChange={(value) => setRole(value === "Admin" ? "Admin" : "Member")}
        />
      </Field>
    </EditDialog>
  );
}

function Shown({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt className="text-dim text-xs">{label}</dt>
      <dd className="mt-1 flex items-center gap-2 rounded-control bg-sunken px-2 py-1.5">
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{text}</code>
        <CopyIcon text={() => text} label={`Copy ${label.toLowerCase()}`} icon={<Copy />} />
      </dd>
    </div>
  );
}
