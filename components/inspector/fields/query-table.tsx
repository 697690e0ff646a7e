"use client";

import { Plus, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Sortable } from "@/components/ui/sortable";
import {
  addRow,
  isShownRow,
  moveRow,
  queryTable,
  removeRow,
  type QueryTable as Table,
  writeRow,
} from "@/lib/editor/query-rows";
import { fieldId, useLocked } from "../use-field";
import { TextControl } from "./text-field";

/** More rows than this nobody edits, and drawing them would take long. */
const most = 100;

/** The parameters of a URL's query, one row each. What is not touched keeps its bytes in the URL. */
export function QueryTable({
  at,
  url,
  onChange,
}: {
  /** Pointer of the URL. */
  at: string;
  url: string;
  /** `merge` tells typing in one place, which is one undo step. */
  onChange: (url: string, merge?: string) => void;
}) {
  const locked = useLocked();
  // While the URL is what this table wrote, its rows stay: a template that is half typed would swallow the next ones.
  const [own, setOwn] = useState<Table>();
  const [added, setAdded] = useState<number>();
  const table = own?.url === url ? own : queryTable(url);
  const adder = useRef<HTMLButtonElement>(null);
  const placeOf = (row: number, part: string) => `${at}/query/${row}/${part}`;
  const rows = table.rows.filter(isShownRow);
  const write = (next: Table, merge?: string) => {
    setOwn(next);
    if (next.url !== url) onChange(next.url, merge);
  };

  // A new row wants its name next.
  useEffect(() => {
    if (added === undefined) return;
    setAdded(undefined);
    document.getElementById(fieldId(`${at}/query/${added}/name`))?.focus();
  }, [added, at]);

  if (rows.length > most)
    return (
      <p className="-mt-1.5 text-faint text-xs">
        {rows.length} query parameters, too many for a table. Edit them in the URL.
      </p>
    );
  return (
    <section data-document-field aria-label="Query parameters" className="-mt-1.5 flex flex-col gap-1">
      <div className="flex min-h-7 items-center justify-between gap-2">
        <span className="text-dim text-xs">
          Query parameters
          {rows.length > 0 && <span className="tabular ml-1.5 text-faint">{rows.length}</span>}
        </span>
        <Button
          variant="ghost"
          className="-mr-1.5 h-6 px-1.5 text-xs"
          disabled={locked}
          aria-label="Add query parameter"
          ref={adder}
          onClick={() => {
            const next = addRow(table);
            write(next);
            setAdded(next.rows.at(-1)?.id);
          }}
        >
          <Plus /> Add
        </Button>
      </div>
      <Sortable
        items={rows}
        idOf={(row) => String(row.id)}
        nameOf={(row) => row.name || "parameter without a name"}
        label="Query parameters"
        disabled={locked}
        onMove={(from, to) => write(moveRow(table, from, to))}
        className="flex flex-col gap-1.5"
        itemClassName="flex items-start gap-1.5"
      >
        {(row, index, handle) => (
          <>
            {rows.length > 1 && (
              <span className="flex h-7 items-center pointer-coarse:h-finger">{handle}</span>
            )}
            {(["name", "value"] as const).map((part) => (
              <div
                key={part}
                data-field-name={[
                  part === "name" ? "name of query parameter" : "query parameter",
                  row.name || index + 1,
                ].join(" ")}
                className={part === "name" ? "w-[36%] shrink-0" : "min-w-0 flex-1"}
              >
                <TextControl
                  at={placeOf(row.id, part)}
                  mono
                  label={`${part === "name" ? "Name" : "Value"} of query parameter ${index + 1}`}
                  placeholder={part === "name" ? "Name" : "Value"}
                  value={row[part]}
                  onChange={(text) => write(writeRow(table, row.id, part, text), placeOf(row.id, part))}
                />
              </div>
            ))}
            <IconButton
              label={`Remove query parameter ${row.name}`.trim()}
              icon={<X />}
              disabled={locked}
              onClick={() => {
                write(removeRow(table, row.id));
                announce(`Query parameter ${row.name} removed`);
                adder.current?.focus();
              }}
            />
          </>
        )}
      </Sortable>
    </section>
  );
}
