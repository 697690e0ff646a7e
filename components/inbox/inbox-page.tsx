"use client";

import { ExternalLink, Inbox, Search } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { count } from "@/components/run/format";
import { LoadError, RowsLoading } from "@/components/settings/load-error";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { InboxRow as Row } from "@/lib/editor/api-types";
import { InboxRow } from "./inbox-row";
import { Question } from "./question";
import { useInbox } from "./use-inbox";

/** What waits for people, in all workflows. `open` is the node run whose question is shown at first. */
export function InboxPage({ open }: { open?: string }) {
  const [search, setSearch] = useState("");
  const { state, reload, more } = useInbox(search);
  const [shown, setShown] = useState(open);
  const rows = state.kind === "ready" ? state.value.items : [];

  const show = (nodeRun: string | undefined) => {
    setShown(nodeRun);
    // The address leads to what is shown, without loading the page again.
    window.history.replaceState(null, "", nodeRun === undefined ? "/inbox" : `/inbox/${nodeRun}`);
  };
  const over = () => {
    show(undefined);
    toast({ title: "This question needs no more answers" });
    void reload();
  };

  return (
    <PageFrame title="Inbox" lead="Runs that wait for people. An answer lets the run go on.">
      {state.kind === "ready" && state.value.total === 0 ? (
        <div className="rounded-card border border-line bg-raised">
          <EmptyState icon={<Inbox />} title="Nothing waits for people">
            A workflow with an Input node asks here, for an approval say. The example “Approve a deployment”
            has one.
          </EmptyState>
        </div>
      ) : (
        <SearchField value={search} onChange={setSearch} />
      )}
      {state.kind === "loading" && <RowsLoading label="Loading the inbox" />}
      {state.kind === "failed" && (
        <LoadError
          what="The inbox could not be loaded"
          message={state.error.message}
          onRetry={() => void reload()}
        />
      )}
      {state.kind === "ready" && state.value.total > 0 && (
        <>
          {rows.length === 0 ? (
            <p role="status" className="px-1 py-6 text-center text-dim text-sm">
              None of {count(state.value.total, "question")} contains “{search.trim()}”.
            </p>
          ) : (
            <ul aria-label="Waiting" className="overflow-hidden rounded-card border border-line bg-raised">
              {rows.map((row) => (
                <InboxRow key={row.nodeRun} row={row} onOpen={() => show(row.nodeRun)} />
              ))}
            </ul>
          )}
          {state.value.next !== null && (
            <div className="mt-3 flex justify-center">
              <Button onClick={more}>Show more</Button>
            </div>
          )}
        </>
      )}
      <Sheet
        open={shown !== undefined}
        onOpenChange={(wanted) => !wanted && show(undefined)}
        side="right"
        title={rows.find(({ nodeRun }) => nodeRun === shown)?.node ?? "Question"}
      >
        {shown !== undefined && (
          <div className="flex flex-col gap-4 p-4">
            <Whence row={rows.find(({ nodeRun }) => nodeRun === shown)} />
            <Question key={shown} nodeRun={shown} stamp={state.stamp} onOver={over} />
          </div>
        )}
      </Sheet>
    </PageFrame>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <div className="relative mb-4">
      <Search aria-hidden className="absolute top-2 left-2.5 size-3.5 text-faint" />
      <Input
        type="search"
        aria-label="Search the inbox"
        placeholder="Search by workflow, node or text"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-8 pl-8"
      />
    </div>
  );
}

/** The workflow that asks, and the way to its run. */
function Whence({ row }: { row: Row | undefined }) {
  if (row === undefined) return null;
  if (row.workflowId === null) return <p className="text-dim text-xs">{row.workflow}</p>;
  return (
    <Link
      href={`/workflows/${encodeURIComponent(row.workflowId)}?run=${encodeURIComponent(row.run)}`}
      className="inline-flex items-center gap-1 self-start rounded-control text-accent text-xs hover:underline"
    >
      {row.workflow}
      <ExternalLink aria-hidden className="size-3" />
    </Link>
  );
}
