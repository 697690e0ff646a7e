"use client";

import { Boxes, FileUp, Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { count } from "@/components/run/format";
import { WhenLoaded } from "@/components/settings/load-error";
import { useLoaded } from "@/components/settings/use-loaded";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pill } from "@/components/ui/pill";
import type { BlueprintRow } from "@/lib/editor/api-types";
import { catalogApi } from "@/lib/editor/catalog-api";
import { blueprintAddress } from "./addresses";
import { BlueprintDialog } from "./blueprint-dialog";
import { ImportExportDialog } from "./import-export-dialog";

const load = () => catalogApi.blueprints();

/** The blueprints of the built-in catalog, and the ways to bring some in. */
export function CatalogPage() {
  const loaded = useLoaded(load);
  const { state, reload } = loaded;
  const router = useRouter();
  const [dialog, setDialog] = useState<"blueprint" | "import">();
  const rows = state.kind === "ready" ? state.value : [];
  const own = rows.filter((row) => !row.system);
  return (
    <PageFrame
      title="Catalog"
      lead="Blueprints and entities behind Port's own routes. While no credentials of Port are set, workflows read and write them here."
      actions={
        <>
          <Button size="large" onClick={() => setDialog("import")}>
            <FileUp />
            Import from Port
          </Button>
          <Button size="large" variant="primary" onClick={() => setDialog("blueprint")}>
            <Plus />
            New blueprint
          </Button>
        </>
      }
    >
      <WhenLoaded of={loaded} what="the blueprints">
        {() => (
          <>
            {own.length === 0 ? (
              <div className="rounded-card border border-line bg-raised">
                <EmptyState
                  icon={<Boxes />}
                  title="No blueprints yet"
                  action={<Button onClick={() => setDialog("blueprint")}>New blueprint</Button>}
                >
                  A blueprint says what a kind of entity has: a service with a language and an owner, say.
                  Make one, or import what Port's command line exports.
                </EmptyState>
              </div>
            ) : (
              <Rows label="Blueprints" rows={own} />
            )}
            <h2 className="mt-8 mb-2 font-semibold text-base">Part of every catalog</h2>
            <Rows label="System blueprints" rows={rows.filter((row) => row.system)} />
          </>
        )}
      </WhenLoaded>
      {dialog === "blueprint" && (
        <BlueprintDialog
          onClose={() => setDialog(undefined)}
          onSaved={(blueprint) => router.push(blueprintAddress(blueprint.identifier))}
        />
      )}
      {dialog === "import" && (
        <ImportExportDialog onClose={() => setDialog(undefined)} onApplied={() => void reload()} />
      )}
    </PageFrame>
  );
}

function Rows({ label, rows }: { label: string; rows: readonly BlueprintRow[] }) {
  return (
    <ul aria-label={label} className="overflow-hidden rounded-card border border-line bg-raised">
      {rows.map((row) => (
        <li key={row.identifier} className="border-line border-b last:border-b-0">
          <Link
            href={blueprintAddress(row.identifier)}
            className="flex items-center gap-3 px-4 py-2.5 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
          >
            <Boxes aria-hidden className="size-4 shrink-0 text-family-catalog" />
            <span className="min-w-0 flex-1">
              <span className="flex min-w-0 items-baseline gap-2">
                <span className="truncate font-medium text-sm">{row.title}</span>
                <code className="hidden truncate font-mono text-faint text-xs sm:inline">
                  {row.identifier}
                </code>
              </span>
              {row.description !== "" && (
                <span className="block truncate text-dim text-xs">{row.description}</span>
              )}
            </span>
            {row.readOnly && <Pill>Read only</Pill>}
            <span className="tabular shrink-0 text-dim text-xs">
              {count(row.entities, "entity", "entities")}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
