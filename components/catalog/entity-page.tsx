"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useId, useState } from "react";
import { Moment } from "@/components/run/moment";
import { EntityActions } from "@/components/self-service/entity-actions";
import { ConfirmDialog } from "@/components/settings/confirm-dialog";
import { LoadError, RowsLoading } from "@/components/settings/load-error";
import { useLoaded } from "@/components/settings/use-loaded";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import type { EntityDetail } from "@/lib/editor/api-types";
import { catalogApi } from "@/lib/editor/catalog-api";
import { blueprintAddress } from "./addresses";
import { CatalogPath } from "./catalog-path";
import { EntityEditor, useEntityEditing } from "./entity-editor";
import { EntityOverview } from "./entity-overview";
import { History } from "./history";

/** One entity: what it holds, what it leads to, how it came to be so. */
export function EntityPage({ blueprint, entity }: { blueprint: string; entity: string }) {
  const router = useRouter();
  const { state, reload } = useLoaded(
    useCallback(() => catalogApi.entity(blueprint, entity), [blueprint, entity]),
  );
  const [tab, setTab] = useState("overview");
  const [doomed, setDoomed] = useState(false);
  const detail = state.kind === "ready" ? state.value : undefined;
  const title = detail?.entity.title ?? entity;

  const remove = async () => {
    const answer = await catalogApi.deleteEntity(blueprint, entity, true);
    if (!answer.ok) return answer.error.message;
    toast({ title: `Deleted ${title}` });
    router.push(blueprintAddress(blueprint));
    return undefined;
  };

  return (
    <PageFrame
      title={title}
      above={
        <CatalogPath blueprint={{ identifier: blueprint, title: detail?.blueprint.title || blueprint }} />
      }
      lead={
        detail && (
          <>
            <code className="break-all font-mono text-xs">{detail.entity.identifier}</code>
            <span className="text-faint text-xs">
              {" "}
              · changed <Moment at={detail.entity.updatedAt} /> by {detail.entity.updatedBy}
            </span>
          </>
        )
      }
      actions={
        detail && (
          <>
            <EntityActions blueprint={blueprint} entity={detail.entity.identifier} />
            {!detail.readOnly && (
              <Button variant="danger" size="large" onClick={() => setDoomed(true)}>
                <Trash2 />
                Delete
              </Button>
            )}
          </>
        )
      }
    >
      {state.kind === "loading" && <RowsLoading rows={4} height={44} label="Loading the entity" />}
      {state.kind === "failed" && (
        <>
          <LoadError
            what={state.error.status === 404 ? "There is no such entity" : "The entity could not be loaded"}
            message={state.error.message}
            onRetry={() => void reload()}
          />
          {state.error.status === 404 && (
            <section aria-label="History" className="mt-6">
              <h2 className="mb-2 font-semibold text-base">History</h2>
              <History blueprint={blueprint} entity={entity} version="" />
            </section>
          )}
        </>
      )}
      {detail && (
        <Tabs
          label="Parts of the entity"
          value={tab}
          onChange={setTab}
          className="rounded-card border border-line bg-raised"
          contentClassName="p-4"
          items={[
            { value: "overview", label: "Overview", content: <EntityOverview detail={detail} /> },
            ...(detail.readOnly
              ? []
              : [
                  {
                    value: "edit",
                    label: "Edit",
                    content: (
                      <EditTab
                        key={detail.entity.updatedAt}
                        detail={detail}
                        onSaved={() => {
                          setTab("overview");
                          void reload();
                        }}
                      />
                    ),
                  },
                ]),
            {
              value: "history",
              label: "History",
              content: <History blueprint={blueprint} entity={entity} version={detail.entity.updatedAt} />,
            },
          ]}
        />
      )}
      <ConfirmDialog
        open={doomed}
        onOpenChange={setDoomed}
        title={`Delete ${title}`}
        verb="Delete entity"
        onConfirm={remove}
      >
        <p>
          What leads to it lets go; entities that cannot be without it are deleted too. Its history stays.
        </p>
      </ConfirmDialog>
    </PageFrame>
  );
}

function EditTab({ detail, onSaved }: { detail: EntityDetail; onSaved: () => void }) {
  const formId = useId();
  const { blueprint, entity } = detail;
  const editing = useEntityEditing(blueprint, entity);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const body = editing.body();
    if (body === undefined) return;
    setBusy(true);
    const answer = await catalogApi.replaceEntity(blueprint.identifier, entity.identifier, body);
    setBusy(false);
    if (!answer.ok) return editing.refuse(answer.error);
    toast({ title: `Saved ${answer.value.title}`, tone: "ok" });
    onSaved();
  };
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-4">
      <EntityEditor
        formId={formId}
        blueprint={blueprint}
        editing={editing}
        isNew={false}
        onSubmit={() => void save()}
      />
      <Button variant="primary" type="submit" form={formId} busy={busy} className="self-start">
        Save entity
      </Button>
    </div>
  );
}
