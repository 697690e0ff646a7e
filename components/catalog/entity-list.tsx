"use client";

import { Boxes, SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { count } from "@/components/run/format";
import { LoadError, RowsLoading } from "@/components/settings/load-error";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Blueprint } from "@/lib/catalog/blueprint";
import type { EntitySearch } from "@/lib/editor/catalog-api";
import { EntityTable } from "./entity-table";
import { FilterBar } from "./filter-bar";
import { type Filter, filterablesOf, queryOf } from "./filters";
import { useEntities } from "./use-entities";

/** The entities of a blueprint: found, filtered, page by page. */
export function EntityList({
  blueprint,
  onNew,
}: {
  blueprint: Blueprint;
  /** Absent when none can be made here. */
  onNew?: () => void;
}) {
  const properties = useMemo(() => filterablesOf(blueprint), [blueprint]);
  const [text, setText] = useState("");
  const [filters, setFilters] = useState<Filter[]>([]);
  const [sort, setSort] = useState("-$updatedAt");
  const query = useMemo(() => queryOf(filters, properties), [filters, properties]);
  const search = useMemo(
    (): EntitySearch => ({
      ...(text.trim() === "" ? {} : { text }),
      ...(query === undefined ? {} : { query }),
      sort: { property: sort.slice(1), descending: sort.startsWith("-") },
    }),
    [text, query, sort],
  );
  const { page, error, busy, reload, more } = useEntities(blueprint.identifier, search);
  const isNarrowed = text.trim() !== "" || filters.length > 0;

  if (error)
    return (
      <LoadError
        what="The entities could not be loaded"
        message={error.message}
        onRetry={() => void reload()}
      />
    );
  if (page === undefined) return <RowsLoading rows={5} height={44} label="Loading entities" />;
  if (page.total === 0 && !isNarrowed)
    return (
      <div className="rounded-card border border-line bg-raised">
        <EmptyState
          icon={<Boxes />}
          title="No entities yet"
          action={onNew && <Button onClick={onNew}>New entity</Button>}
        >
          {onNew
            ? "Make one here, import an export of Port, or let a workflow write one with the node Upsert entity."
            : "Publish a workflow, and it is listed here."}
        </EmptyState>
      </div>
    );
  return (
    <>
      <FilterBar
        properties={properties}
        text={text}
        filters={filters}
        sort={sort}
        onText={setText}
        onFilters={setFilters}
        onSort={setSort}
      />
      <section aria-label="Entities" aria-busy={busy} className="mt-3">
        <p className="mb-1.5 text-faint text-xs" role="status">
          {count(page.total, "entity", "entities")}
          {(text.trim() !== "" || query !== undefined) && " found"}
        </p>
        {page.entities.length > 0 ? (
          <EntityTable blueprint={blueprint} entities={page.entities} />
        ) : (
          <div className="rounded-card border border-line bg-raised">
            <EmptyState
              icon={<SearchX />}
              title="Nothing matches"
              action={
                <Button
                  onClick={() => {
                    setText("");
                    setFilters([]);
                  }}
                >
                  Clear search and filters
                </Button>
              }
            />
          </div>
        )}
        {page.next !== null && (
          <Button variant="ghost" className="mt-1" busy={busy} onClick={() => void more()}>
            Show more
          </Button>
        )}
      </section>
    </>
  );
}
