"use client";

import { ArrowRight, FlaskConical, Pencil, Plus, Server, Trash2 } from "lucide-react";
import { useState } from "react";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Pill } from "@/components/ui/pill";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/editor/api";
import type { EnvironmentRow } from "@/lib/editor/api-types";
import { ConfirmDialog } from "./confirm-dialog";
import { EnvironmentDialog } from "./environment-dialog";
import { WhenLoaded } from "./load-error";
import { useLoaded } from "./use-loaded";

const loadEnvironments = () => api.environments();

/** Where test runs go instead of the real hosts. */
export function EnvironmentsPage() {
  const loaded = useLoaded(loadEnvironments);
  const { state, reload } = loaded;
  const [form, setForm] = useState<{ environment?: EnvironmentRow }>();
  const [doomed, setDoomed] = useState<string>();
  const names = state.kind === "ready" ? state.value.map((environment) => environment.name) : [];

  const remove = async (name: string) => {
    const answer = await api.deleteEnvironment(name);
    if (!answer.ok) return answer.error.message;
    toast({ title: `Deleted the environment ${name}` });
    await reload();
    return undefined;
  };

  return (
    <PageFrame
      title="Environments"
      lead="An environment sends requests for some hosts to others, so that a run can be tried on a staging system or a stand-in. Each run says which one it used."
      actions={
        <Button size="large" variant="primary" onClick={() => setForm({})}>
          <Plus />
          Add environment
        </Button>
      }
    >
      <WhenLoaded of={loaded} what="the environments" rows={2} height={96}>
        {(environments) => (
          <ul className="flex flex-col gap-4">
            {environments.map((environment) => (
              <EnvironmentCard
                key={environment.name}
                environment={environment}
                onEdit={() => setForm({ environment })}
                onDelete={() => setDoomed(environment.name)}
              />
            ))}
          </ul>
        )}
      </WhenLoaded>
      {state.kind === "ready" && state.value.every((environment) => environment.builtIn) && (
        <p className="mt-4 text-dim text-sm">
          Add your own to send, for example, <code className="font-mono">https://api.github.com</code> to a
          GitHub Enterprise test server.
        </p>
      )}
      {form && (
        <EnvironmentDialog
          environment={form.environment}
          taken={names}
          onClose={() => setForm(undefined)}
          onSaved={(name) => {
            toast({ title: `Saved the environment ${name}`, tone: "ok" });
            void reload();
          }}
        />
      )}
      <ConfirmDialog
        open={doomed !== undefined}
        onOpenChange={(open) => !open && setDoomed(undefined)}
        title={`Delete the environment ${doomed ?? ""}`}
        verb="Delete environment"
        onConfirm={async () => (doomed === undefined ? undefined : remove(doomed))}
      >
        <p>Past runs keep saying that they used it. New runs can no longer choose it.</p>
      </ConfirmDialog>
    </PageFrame>
  );
}

function EnvironmentCard({
  environment,
  onEdit,
  onDelete,
}: {
  environment: EnvironmentRow;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const Icon = environment.playground ? FlaskConical : Server;
  return (
    <li className="overflow-hidden rounded-card border border-line bg-raised">
      <div className="flex items-center gap-3 border-line border-b px-4 py-2.5">
        <Icon aria-hidden className="size-4 shrink-0 text-faint" />
        <div className="min-w-0 flex-1">
          <h2 className="flex items-center gap-2 font-medium text-base">
            <span className="truncate">{environment.name}</span>
            {environment.builtIn && <Pill>Built in</Pill>}
          </h2>
          {environment.playground && (
            <p className="text-dim text-xs">
              A small service of Slipway's own answers in place of these hosts. It is not the real thing:
              nothing leaves this machine.
            </p>
          )}
        </div>
        {!environment.builtIn && (
          <span className="flex gap-1">
            <IconButton label={`Edit ${environment.name}`} icon={<Pencil />} onClick={onEdit} />
            <IconButton label={`Delete ${environment.name}`} icon={<Trash2 />} onClick={onDelete} />
          </span>
        )}
      </div>
      <ul aria-label={`Hosts of ${environment.name}`} className="py-1.5 font-mono text-xs">
        {environment.hosts.map((host) => (
          <li
            key={host.from}
            className="grid grid-cols-1 items-center gap-x-3 px-4 py-1 sm:grid-cols-[minmax(0,260px)_16px_1fr]"
          >
            <span className="truncate" title={host.from}>
              {host.from}
            </span>
            <ArrowRight aria-label="goes to" className="hidden size-3.5 text-faint sm:block" />
            <span className="truncate text-dim" title={host.to}>
              {host.to}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}
