"use client";

import { Ban, Bot, Plus } from "lucide-react";
import { useState } from "react";
import { Moment } from "@/components/run/moment";
import { ConfirmDialog } from "@/components/settings/confirm-dialog";
import { WhenLoaded } from "@/components/settings/load-error";
import { useLoaded } from "@/components/settings/use-loaded";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pill } from "@/components/ui/pill";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/editor/api";
import type { ClientRow } from "@/lib/editor/api-types";
import { ClientDialog } from "./client-dialog";

const loadClients = () => api.clients();

/** Programs that may ask for tokens: add and revoke them. A secret is shown once. */
export function ClientsPage() {
  const loaded = useLoaded(loadClients);
  const { reload } = loaded;
  const [adding, setAdding] = useState(false);
  const [doomed, setDoomed] = useState<ClientRow>();

  const revoke = async (client: ClientRow) => {
    const answer = await api.revokeClient(client.id);
    if (!answer.ok) return answer.error.message;
    toast({ title: `Revoked ${client.name}` });
    await reload();
    return undefined;
  };

  return (
    <PageFrame
      title="API clients"
      lead="Programs that call the API in their own name. Each exchanges its id and secret for a token that is good for three hours."
      actions={
        <Button size="large" variant="primary" onClick={() => setAdding(true)}>
          <Plus />
          Add client
        </Button>
      }
    >
      <WhenLoaded of={loaded} what="the API clients" height={52}>
        {(clients) =>
          clients.length === 0 ? (
            <div className="rounded-card border border-line bg-raised">
              <EmptyState
                icon={<Bot />}
                title="No API clients yet"
                action={<Button onClick={() => setAdding(true)}>Add client</Button>}
              >
                On this machine the API answers without a token. A client of its own lets you see what a
                program did, and end it.
              </EmptyState>
            </div>
          ) : (
            <ul className="overflow-hidden rounded-card border border-line bg-raised">
              {clients.map((client) => (
                <Row key={client.id} client={client} onRevoke={() => setDoomed(client)} />
              ))}
            </ul>
          )
        }
      </WhenLoaded>
      {adding && <ClientDialog onClose={() => setAdding(false)} onAdded={() => void reload()} />}
      <ConfirmDialog
        open={doomed !== undefined}
        onOpenChange={(open) => !open && setDoomed(undefined)}
        title={`Revoke ${doomed?.name ?? ""}`}
        verb="Revoke client"
        onConfirm={async () => (doomed === undefined ? undefined : revoke(doomed))}
      >
        <p>Its tokens are refused from now on, and it gets no new ones. What it made stays.</p>
      </ConfirmDialog>
    </PageFrame>
  );
}

function Row({ client, onRevoke }: { client: ClientRow; onRevoke: () => void }) {
  const { id, name, role, createdAt, lastUsedAt, revokedAt } = client;
  return (
    <li className="flex items-center gap-3 border-line border-b px-4 py-2.5 last:border-b-0">
      <Bot aria-hidden className="size-4 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-center gap-2 text-sm">
          <span className={revokedAt === null ? "truncate" : "truncate text-faint line-through"}>{name}</span>
          <Pill tone={role === "Admin" ? "accent" : "neutral"}>{role}</Pill>
          {revokedAt !== null && <Pill>Revoked</Pill>}
        </p>
        <p className="truncate font-mono text-faint text-xs">{id}</p>
        <p className="text-faint text-xs">
          added <Moment at={createdAt} /> ·{" "}
          {lastUsedAt === null ? (
            "never used"
          ) : (
            <>
              last used <Moment at={lastUsedAt} />
            </>
          )}
        </p>
      </div>
      {revokedAt === null && (
        <Button variant="ghost" onClick={onRevoke} aria-label={`Revoke ${name}`}>
          <Ban />
          Revoke
        </Button>
      )}
    </li>
  );
}
