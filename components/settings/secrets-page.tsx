"use client";

import { Copy, KeyRound, MoreHorizontal, Plus, RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { CopyIcon } from "@/components/run/copy-button";
import { Moment } from "@/components/run/moment";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/editor/api";
import type { SecretRow } from "@/lib/editor/api-types";
import { secretTemplate } from "@/lib/workflow/secret-path";
import { ConfirmDialog } from "./confirm-dialog";
import { WhenLoaded } from "./load-error";
import { SecretDialog } from "./secret-dialog";
import { useLoaded } from "./use-loaded";
import { UsedBy } from "./used-by";

const loadSecrets = () => api.secrets();

/** Add, replace and delete secrets. Values go in and never come out. */
export function SecretsPage() {
  const loaded = useLoaded(loadSecrets);
  const { state, reload } = loaded;
  const [form, setForm] = useState<{ replace?: string }>();
  const [doomed, setDoomed] = useState<string>();
  const names = state.kind === "ready" ? state.value.map((secret) => secret.name) : [];

  const remove = async (name: string) => {
    const answer = await api.deleteSecret(name);
    if (!answer.ok) return answer.error.message;
    toast({ title: `Deleted the secret ${name}` });
    await reload();
    return undefined;
  };

  return (
    <PageFrame
      title="Secrets"
      lead="Named values that templates may use and nobody can read back. Runs, logs and exports show a secret by its name only."
      actions={
        <Button size="large" variant="primary" onClick={() => setForm({})}>
          <Plus />
          Add secret
        </Button>
      }
    >
      <WhenLoaded of={loaded} what="the secrets" height={52}>
        {(secrets) =>
          secrets.length === 0 ? (
            <div className="rounded-card border border-line bg-raised">
              <EmptyState
                icon={<KeyRound />}
                title="No secrets yet"
                action={<Button onClick={() => setForm({})}>Add secret</Button>}
              >
                A token for an API, say. A webhook's header reads it as{" "}
                <code className="whitespace-nowrap font-mono text-text">{`Bearer ${secretTemplate("api-token")}`}</code>
              </EmptyState>
            </div>
          ) : (
            <SecretList
              secrets={secrets}
              onReplace={(replace) => setForm({ replace })}
              onDelete={setDoomed}
            />
          )
        }
      </WhenLoaded>
      {form && (
        <SecretDialog
          replace={form.replace}
          taken={names}
          onClose={() => setForm(undefined)}
          onSaved={(name) => {
            toast({ title: form.replace ? `Replaced the value of ${name}` : `Added ${name}`, tone: "ok" });
            void reload();
          }}
        />
      )}
      <ConfirmDialog
        open={doomed !== undefined}
        onOpenChange={(open) => !open && setDoomed(undefined)}
        title={`Delete the secret ${doomed ?? ""}`}
        verb="Delete secret"
        onConfirm={async () => (doomed === undefined ? undefined : remove(doomed))}
      >
        <p>
          Its value is gone for good. A run that uses{" "}
          <code className="font-mono text-text">{secretTemplate(doomed ?? "")}</code> fails from now on, at
          the node that reads it.
        </p>
        {doomed !== undefined && <UsedBy name={doomed} />}
      </ConfirmDialog>
    </PageFrame>
  );
}

function SecretList({
  secrets,
  onReplace,
  onDelete,
}: {
  secrets: readonly SecretRow[];
  onReplace: (name: string) => void;
  onDelete: (name: string) => void;
}) {
  return (
    <ul className="overflow-hidden rounded-card border border-line bg-raised">
      {secrets.map((secret) => (
        <li
          key={secret.name}
          className="flex items-center gap-3 border-line border-b px-4 py-2.5 last:border-b-0"
        >
          <KeyRound aria-hidden className="size-4 shrink-0 text-faint" />
          <div className="min-w-0 flex-1">
            <p className="truncate font-mono text-sm">{secret.name}</p>
            <p className="text-faint text-xs">
              {secret.updatedAt === secret.createdAt ? "Added " : "Replaced "}
              <Moment at={secret.updatedAt} />
            </p>
          </div>
          <span className="hidden min-w-0 items-center gap-1 rounded-control bg-sunken py-0.5 pr-1 pl-2 sm:flex">
            <code className="truncate font-mono text-dim text-xs">{secretTemplate(secret.name)}</code>
            <CopyIcon text={() => secretTemplate(secret.name)} label="Copy template" icon={<Copy />} />
          </span>
          <Menu
            align="end"
            trigger={
              <button
                type="button"
                aria-label={`More for ${secret.name}`}
                className="inline-flex size-7 shrink-0 items-center justify-center rounded-control text-dim hover:bg-hover hover:text-text"
              >
                <MoreHorizontal aria-hidden className="size-4" />
              </button>
            }
          >
            <MenuItem icon={<RefreshCw />} onSelect={() => onReplace(secret.name)}>
              Replace value
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={<Trash2 />} danger onSelect={() => onDelete(secret.name)}>
              Delete
            </MenuItem>
          </Menu>
        </li>
      ))}
    </ul>
  );
}
