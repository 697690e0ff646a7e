"use client";

import { ClipboardPaste, FileJson2, Plus, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/settings/confirm-dialog";
import { WhenLoaded } from "@/components/settings/load-error";
import { useLoaded } from "@/components/settings/use-loaded";
import { Button } from "@/components/ui/button";
import { Keys } from "@/components/ui/kbd";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/editor/api";
import type { ExampleRow, WorkflowRow as Row } from "@/lib/editor/api-types";
import { forgetJournal, sweepJournals } from "@/lib/editor/journal/storage";
import { ExampleCard } from "./example-card";
import { FileButton, ImportDialog } from "./import-dialog";
import { matches } from "./matches";
import { PageFrame } from "./page-frame";
import { RecentWorkflows } from "./recent-workflows";
import { useFileDrop } from "./use-file-drop";
import { type Import, useImport } from "./use-import";

const loadWorkflows = async () => {
  const answer = await api.workflows();
  if (answer.ok) sweepJournals(answer.value.map(({ id }) => id));
  return answer;
};
const loadExamples = () => api.examples();

/** Recent workflows, examples, and every way to bring a workflow in. */
export function StartPage() {
  const workflows = useLoaded(loadWorkflows);
  const examples = useLoaded(loadExamples);
  const flow = useImport();
  const [search, setSearch] = useState("");
  const [doomed, setDoomed] = useState<Row>();
  const busy = flow.state.kind === "sending";
  // With nothing of one's own yet, the page is about a first run.
  const isFirst = workflows.state.kind === "ready" && workflows.state.value.length === 0;
  const over = useFileDrop({
    file: (file) => void flow.importFile(file),
    text: (text) => void flow.importText(text),
  });

  const remove = async (row: Row) => {
    const answer = await api.deleteWorkflow(row.id);
    if (!answer.ok) return answer.error.message;
    forgetJournal(row.id);
    toast({ title: `Deleted ${row.title || row.identifier}` });
    await workflows.reload();
    return undefined;
  };

  return (
    <PageFrame
      title="Workflows"
      actions={
        <>
          <Button size="large" onClick={() => flow.ask()} disabled={busy}>
            <FileJson2 />
            Import JSON
          </Button>
          <Button size="large" variant="primary" busy={busy} onClick={() => void flow.createBlank()}>
            <Plus />
            New workflow
          </Button>
        </>
      }
    >
      {isFirst ? (
        <p className="text-dim text-sm">
          A workflow is a chain of requests that a form, a schedule or an event starts. Open an example and
          press Run to see one.
        </p>
      ) : (
        <>
          <SearchBox value={search} onChange={setSearch} />
          <section aria-label="Recent workflows" className="mt-4">
            <WhenLoaded of={workflows} what="the workflows">
              {(all) => <RecentWorkflows rows={all} search={search} onDelete={setDoomed} />}
            </WhenLoaded>
          </section>
          <ImportZone flow={flow} busy={busy} />
        </>
      )}
      <section aria-labelledby="examples" className={isFirst ? "mt-6" : "mt-10"}>
        <h2 id="examples" className="font-semibold text-lg">
          {isFirst ? "Start with an example" : "Examples"}
        </h2>
        <p className="mt-0.5 mb-4 text-dim text-sm">
          Each opens as a workflow of your own and runs at once against the Playground, which answers in place
          of the real hosts.
        </p>
        <WhenLoaded of={examples} what="the examples" rows={2}>
          {(all) => <Examples all={all} search={search} busy={busy} first={isFirst} flow={flow} />}
        </WhenLoaded>
      </section>
      {isFirst && (
        <div className="mt-8">
          <h2 className="font-semibold text-lg">Or bring a workflow in</h2>
          <ImportZone flow={flow} busy={busy} />
        </div>
      )}
      <ImportDialog flow={flow} />
      <ConfirmDialog
        open={doomed !== undefined}
        onOpenChange={(open) => !open && setDoomed(undefined)}
        title={`Delete ${doomed?.title || doomed?.identifier || "this workflow"}`}
        verb="Delete workflow"
        onConfirm={async () => (doomed ? remove(doomed) : undefined)}
      >
        <p>
          The draft, every published version and the history of its runs are deleted. This cannot be undone.
        </p>
        <p>Export its JSON first if you may want it again.</p>
      </ConfirmDialog>
      {over && <DropCurtain />}
    </PageFrame>
  );
}

/** The shortest one and the one that shows most come first. */
const leading = ["send-webhook", "deploy-service"];
const rankOf = ({ name }: ExampleRow) => (leading.indexOf(name) + leading.length + 1) % (leading.length + 1);

function Examples({
  all,
  search,
  busy,
  first,
  flow,
}: {
  all: ExampleRow[];
  search: string;
  busy: boolean;
  /** Nothing was made here yet: the first one is pointed out. */
  first: boolean;
  flow: Import;
}) {
  const shown = all
    .filter((example) => matches(search, example.title, example.description, example.name))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  if (shown.length === 0)
    return <p className="px-1 py-3 text-dim text-sm">No example matches “{search.trim()}”.</p>;
  return (
    <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {shown.map((example, index) => (
        <ExampleCard
          key={example.name}
          marked={first && index === 0}
          example={example}
          busy={busy}
          onChoose={() => void flow.createFromExample(example)}
        />
      ))}
    </ul>
  );
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const mod = event.ctrlKey || event.metaKey;
      if (!mod || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);
  return (
    <div className="relative">
      <Search aria-hidden className="absolute inset-y-0 left-2.5 my-auto size-4 text-faint" />
      <input
        ref={field}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onChange("")}
        placeholder="Search workflows and examples"
        aria-label="Search workflows and examples"
        className="h-8 w-full rounded-control border border-line-strong bg-raised pointer-coarse:h-finger pr-16 pl-8.5 text-sm transition-colors hover:border-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0"
      />
      <span className="pointer-events-none absolute inset-y-0 right-2.5 hidden items-center sm:flex">
        <Keys keys={["Mod", "K"]} />
      </span>
    </div>
  );
}

function ImportZone({ flow, busy }: { flow: Import; busy: boolean }) {
  return (
    <section
      aria-label="Import"
      className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line-strong border-dashed px-4 py-3"
    >
      <FileJson2 aria-hidden className="hidden size-5 shrink-0 text-faint sm:block" />
      <p className="min-w-0 flex-1 basis-56 text-dim text-sm">
        {busy ? "Importing…" : "Drop a workflow's JSON anywhere on this page, or paste it."}
      </p>
      <div className="flex gap-2">
        <FileButton onFile={(file) => void flow.importFile(file)} />
        <Button onClick={() => flow.ask()}>
          <ClipboardPaste />
          Paste text
        </Button>
      </div>
    </section>
  );
}

function DropCurtain() {
  return (
    <div className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-scrim p-6">
      <div className="flex items-center gap-3 rounded-card border-2 border-accent border-dashed bg-raised px-8 py-6 font-medium text-base shadow-float">
        <FileJson2 aria-hidden className="size-5 text-accent" />
        Drop to import
      </div>
    </div>
  );
}
