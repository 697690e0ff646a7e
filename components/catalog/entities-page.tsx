"use client";

import { MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { NewEntity } from "@/components/self-service/entity-actions";
import { ConfirmDialog } from "@/components/settings/confirm-dialog";
import { LoadError, RowsLoading } from "@/components/settings/load-error";
import { useLoaded } from "@/components/settings/use-loaded";
import { PageFrame } from "@/components/start/page-frame";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { catalogApi } from "@/lib/editor/catalog-api";
import { entityAddress } from "./addresses";
import { BlueprintDialog } from "./blueprint-dialog";
import { CatalogPath } from "./catalog-path";
import { EntityDialog } from "./entity-dialog";
import { EntityList } from "./entity-list";

/** One blueprint: its entities, and what can be done with both. */
export function EntitiesPage({ blueprint: identifier }: { blueprint: string }) {
  const router = useRouter();
  const { state, reload } = useLoaded(useCallback(() => catalogApi.blueprint(identifier), [identifier]));
  const [dialog, setDialog] = useState<"entity" | "blueprint" | "delete">();
  const blueprint = state.kind === "ready" ? state.value : undefined;
  const title = blueprint?.title || identifier;
  const isReadOnly = identifier === "_workflow";
  const close = () => setDialog(undefined);

  const remove = async () => {
    const answer = await catalogApi.deleteBlueprint(identifier);
    if (!answer.ok) return answer.error.message;
    toast({ title: `Deleted the blueprint ${title}` });
    router.push("/catalog");
    return undefined;
  };

  return (
    <PageFrame
      title={title}
      above={<CatalogPath />}
      lead={blueprint?.description}
      actions={
        blueprint &&
        !isReadOnly && (
          <>
            <NewEntity blueprint={identifier} onForm={() => setDialog("entity")} />
            <Menu
              align="end"
              trigger={
                <button
                  type="button"
                  aria-label={`More for ${title}`}
                  className="inline-flex size-8 items-center justify-center rounded-control border border-line-strong bg-raised text-dim hover:bg-hover hover:text-text"
                >
                  <MoreHorizontal aria-hidden className="size-4" />
                </button>
              }
            >
              <MenuItem icon={<Pencil />} onSelect={() => setDialog("blueprint")}>
                Edit blueprint
              </MenuItem>
              {!identifier.startsWith("_") && (
                <>
                  <MenuSeparator />
                  <MenuItem icon={<Trash2 />} danger onSelect={() => setDialog("delete")}>
                    Delete blueprint
                  </MenuItem>
                </>
              )}
            </Menu>
          </>
        )
      }
    >
      {state.kind === "loading" && <RowsLoading rows={5} height={44} label="Loading the blueprint" />}
      {state.kind === "failed" && (
        <LoadError
          what={
            state.error.status === 404
              ? `There is no blueprint "${identifier}"`
              : "The blueprint could not be loaded"
          }
          message={state.error.message}
          onRetry={() => void reload()}
        />
      )}
      {blueprint && (
        <EntityList
          key={blueprint.updatedAt}
          blueprint={blueprint}
          {...(isReadOnly ? {} : { onNew: () => setDialog("entity") })}
        />
      )}
      {blueprint && dialog === "entity" && (
        <EntityDialog
          blueprint={blueprint}
          onClose={close}
          onSaved={(entity) => router.push(entityAddress(entity))}
        />
      )}
      {blueprint && dialog === "blueprint" && (
        <BlueprintDialog blueprint={blueprint} onClose={close} onSaved={() => void reload()} />
      )}
      <ConfirmDialog
        open={dialog === "delete"}
        onOpenChange={(open) => !open && close()}
        title={`Delete the blueprint ${title}`}
        verb="Delete blueprint"
        onConfirm={remove}
      >
        <p>All its entities are deleted with it, and what leads to them lets go.</p>
        <p>Export or copy what you may want again first.</p>
      </ConfirmDialog>
    </PageFrame>
  );
}
