"use client";

import { ArrowRight, Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Field, Input } from "@/components/ui/input";
import { api } from "@/lib/editor/api";
import type { EnvironmentRow } from "@/lib/editor/api-types";
import { EditDialog, useSending } from "./edit-dialog";
import { type HostRow, readHosts } from "./host-rows";

/** Adds an environment, or changes the hosts of one. */
export function EnvironmentDialog({
  environment,
  taken,
  onClose,
  onSaved,
}: {
  /** Undefined: a new one. */
  environment: EnvironmentRow | undefined;
  taken: readonly string[];
  onClose: () => void;
  onSaved: (name: string) => void;
}) {
  const id = useId();
  const [name, setName] = useState("");
  const [rows, setRows] = useState<HostRow[]>(() => {
    const hosts = environment?.hosts ?? [{ from: "", to: "" }];
    return hosts.map((host, key) => ({ ...host, key }));
  });
  const { tried, busy, refusal, attempt, refuse, send } = useSending();

  const { hosts, problems } = readHosts(rows);
  const nameProblem = environment ? undefined : environmentNameProblem(name, taken);
  const change = (key: number, part: Partial<HostRow>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () =>
    setRows([...rows, { key: Math.max(-1, ...rows.map((row) => row.key)) + 1, from: "", to: "" }]);

  const save = async () => {
    attempt();
    if (nameProblem || problems.size > 0) return;
    if (hosts.length === 0) return refuse("Map at least one base URL.");
    if (!(await send(() => api.putEnvironment(environment?.name ?? name.trim(), hosts)))) return;
    onSaved(environment?.name ?? name.trim());
    onClose();
  };

  return (
    <EditDialog
      size="wide"
      title={environment ? `Edit ${environment.name}` : "Add an environment"}
      description="A request whose address begins with the left side goes to the right side; the rest of its path stays. The longest match wins."
      verb="Save environment"
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={save}
    >
      {!environment && (
        <Field id={`${id}-name`} label="Name" required error={tried ? nameProblem : undefined}>
          <Input
            id={`${id}-name`}
            value={name}
            aria-required
            aria-invalid={(tried && nameProblem !== undefined) || undefined}
            aria-describedby={tried && nameProblem ? `${id}-name-error` : undefined}
            placeholder="Staging"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
      )}
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium text-xs">Hosts</legend>
        {rows.map((row, index) => (
          <HostLine
            key={row.key}
            row={row}
            index={index}
            problem={tried ? problems.get(row.key) : undefined}
            onChange={(part) => change(row.key, part)}
            onRemove={() => setRows(rows.filter((other) => other.key !== row.key))}
          />
        ))}
        <Button variant="ghost" className="self-start" onClick={add}>
          <Plus />
          Add a host
        </Button>
      </fieldset>
    </EditDialog>
  );
}

function environmentNameProblem(name: string, taken: readonly string[]): string | undefined {
  const trimmed = name.trim();
  if (trimmed === "") return "Give the environment a name.";
  if (trimmed.length > 60) return `A name has at most 60 characters; this one has ${trimmed.length}.`;
  if (taken.some((other) => other.toLowerCase() === trimmed.toLowerCase()))
    return `There is an environment ${trimmed} already.`;
  return undefined;
}

function HostLine({
  row,
  index,
  problem,
  onChange,
  onRemove,
}: {
  row: HostRow;
  index: number;
  problem: { from?: string; to?: string } | undefined;
  onChange: (part: Partial<HostRow>) => void;
  onRemove: () => void;
}) {
  const id = useId();
  const words = problem?.from ?? problem?.to;
  return (
    <div>
      <div className="flex flex-col gap-1 rounded-control border border-line p-2 sm:flex-row sm:items-center sm:border-0 sm:p-0">
        <Input
          mono
          type="url"
          value={row.from}
          aria-label={`Host ${index + 1}: from`}
          aria-invalid={problem?.from !== undefined || undefined}
          aria-describedby={problem?.from ? id : undefined}
          placeholder="https://api.github.com"
          onChange={(event) => onChange({ from: event.target.value })}
        />
        <ArrowRight aria-hidden className="mx-0.5 hidden size-4 shrink-0 text-faint sm:block" />
        <Input
          mono
          type="url"
          value={row.to}
          aria-label={`Host ${index + 1}: to`}
          aria-invalid={problem?.to !== undefined || undefined}
          aria-describedby={problem?.to && !problem.from ? id : undefined}
          placeholder="https://github.staging.example.com/api/v3"
          onChange={(event) => onChange({ to: event.target.value })}
        />
        <IconButton label={`Remove host ${index + 1}`} icon={<X />} onClick={onRemove} />
      </div>
      {words && (
        <p id={id} role="alert" className="mt-1 text-bad text-xs">
          {words}
        </p>
      )}
    </div>
  );
}
