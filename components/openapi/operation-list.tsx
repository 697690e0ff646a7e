"use client";

import { Search } from "lucide-react";
import { useDeferredValue, useId, useMemo, useState } from "react";
import { MethodPill } from "@/components/api-docs/method-pill";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Checkbox } from "@/components/ui/switch";
import { formOfInputs } from "@/lib/editor/api-import";
import { useEditor } from "@/lib/editor/use-editor";
import { counted } from "@/lib/nodes/fields";
import {
  type ApiDocument,
  type ApiOperation,
  operationsOf,
  searchOperations,
} from "@/lib/workflow/openapi/node";

/** Rows that are drawn; a search finds the others. */
const most = 200;
/** Operations that are taken at once. */
const atOnce = 20;

/** Which operations of a document become nodes. */
export function OperationList({
  api,
  onBack,
  onTake,
  onClose,
}: {
  api: ApiDocument;
  onBack: () => void;
  onTake: (operations: readonly ApiOperation[], inputs: boolean) => void;
  onClose: () => void;
}) {
  const id = useId();
  const { operations, unsendable } = useMemo(() => operationsOf(api), [api]);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [inputs, setInputs] = useState(true);
  const hasForm = useEditor(({ document }) => document !== undefined && formOfInputs(document) !== undefined);
  const asked = useDeferredValue(query);
  const found = useMemo(() => searchOperations(operations, asked), [operations, asked]);
  const toggle = (operation: string) =>
    setChosen((now) => {
      const next = new Set(now);
      if (!next.delete(operation) && next.size < atOnce) next.add(operation);
      return next;
    });
  const take = () =>
    onTake(
      operations.filter((operation) => chosen.has(operation.id)),
      inputs && hasForm,
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="wide"
      title={api.title || "Import an API operation"}
      description={[
        counted(operations.length, "operation"),
        ...(unsendable > 0 ? [`${unsendable} more with methods that a node cannot send`] : []),
      ].join(", ")}
      footer={
        <>
          {hasForm && (
            <label htmlFor={`${id}-inputs`} className="mr-auto flex items-center gap-2 text-sm">
              <Checkbox id={`${id}-inputs`} checked={inputs} onChange={setInputs} />
              Ask for the parameters in the trigger's form
            </label>
          )}
          <Button onClick={onBack}>Other document</Button>
          <Button variant="primary" disabled={chosen.size === 0} onClick={take}>
            {chosen.size < 2 ? "Add node" : `Add ${chosen.size} nodes`}
          </Button>
        </>
      }
    >
      <label className="sticky top-0 z-10 mb-2 flex h-8 items-center gap-2 rounded-control border border-line-strong bg-raised px-2 focus-within:border-accent hover:border-faint">
        <Search className="size-3.5 shrink-0 text-faint" aria-hidden />
        <input
          type="search"
          autoFocus
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder="Search method, path, words"
          aria-label="Search operations"
          className="min-w-0 flex-1 bg-transparent text-sm outline-none [&::-webkit-search-cancel-button]:hidden"
        />
      </label>
      <ul aria-label="Operations" className="flex flex-col">
        {found.slice(0, most).map((operation) => (
          <li key={operation.id}>
            <label
              htmlFor={`${id} ${operation.id}`}
              className="flex min-h-9 items-center gap-2.5 rounded-control px-1.5 py-1 hover:bg-hover"
            >
              <Checkbox
                id={`${id} ${operation.id}`}
                label={`${operation.id}${operation.summary ? `, ${operation.summary}` : ""}`}
                checked={chosen.has(operation.id)}
                disabled={chosen.size >= atOnce && !chosen.has(operation.id)}
                onChange={() => toggle(operation.id)}
              />
              <MethodPill method={operation.method} />
              <span className="min-w-0 flex-1">
                <code className="block truncate font-mono text-xs">{operation.path}</code>
                {operation.summary && (
                  <span className="block truncate text-dim text-xs">{operation.summary}</span>
                )}
              </span>
              {operation.deprecated && <span className="shrink-0 text-warn text-xs">deprecated</span>}
              {operation.tag && (
                <span className="max-w-32 shrink-0 truncate text-faint text-xs max-sm:hidden">
                  {operation.tag}
                </span>
              )}
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p className="py-6 text-center text-dim text-sm">
          {operations.length === 0
            ? "The document has no operation that a node can send."
            : `No operation matches "${asked}".`}
        </p>
      )}
      {found.length > most && (
        <p className="py-2 text-center text-dim text-xs">{found.length - most} more. Search to see them.</p>
      )}
    </Dialog>
  );
}
