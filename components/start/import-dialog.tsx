"use client";

import { FileUp } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/input";
import type { ApiError } from "@/lib/editor/api-types";
import type { Import } from "./use-import";

/** What stands between a text and the editor: the text box with its problems, a taken identifier, a list of upgrades. */
export function ImportDialog({ flow }: { flow: Import }) {
  const { state } = flow;
  if (state.kind === "taken") return <TakenDialog flow={flow} state={state} />;
  if (state.kind === "upgraded") return <UpgradedDialog flow={flow} state={state} />;
  if (state.kind === "asking") return <TextDialog key={state.text} flow={flow} state={state} />;
  return null;
}

type StateOf<K> = Extract<Import["state"], { kind: K }>;
const shut = (flow: Import) => (open: boolean) => {
  if (!open) flow.close();
};

function TextDialog({ flow, state }: { flow: Import; state: StateOf<"asking"> }) {
  const [text, setText] = useState(state.text);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Dialog
      open
      onOpenChange={shut(flow)}
      size="wide"
      title={state.error ? "This text could not be imported" : "Import a workflow"}
      description="Port's workflow JSON, in its current form or an earlier one."
      footer={
        <>
          <FileButton onFile={(file) => void flow.importFile(file)} />
          <span className="flex-1" />
          <Button onClick={flow.close}>Cancel</Button>
          <Button variant="primary" disabled={text.trim() === ""} onClick={() => void flow.importText(text)}>
            Import JSON
          </Button>
        </>
      }
    >
      {state.error && <ImportProblems id={`${id}-error`} error={state.error} />}
      <label htmlFor={id} className="sr-only">
        Workflow JSON
      </label>
      <Textarea
        ref={field}
        id={id}
        mono
        value={text}
        aria-invalid={state.error !== undefined || undefined}
        aria-describedby={state.error ? `${id}-error` : undefined}
        onChange={(event) => setText(event.target.value)}
        placeholder={'{\n  "identifier": "deploy_service",\n  "nodes": [ … ]\n}'}
        className="min-h-64"
      />
    </Dialog>
  );
}

/** Why a text was refused: the message, then each problem with its place. */
export function ImportProblems({ id, error }: { id: string; error: ApiError }) {
  const details = error.details.filter((problem) => problem.message !== error.message);
  return (
    <div id={id} role="alert" className="mb-3 rounded-control border border-line bg-sunken px-3 py-2 text-sm">
      <p className="text-bad">{error.message}</p>
      {details.length > 0 && (
        <ul className="mt-1.5 flex max-h-40 flex-col gap-1 overflow-y-auto text-dim text-xs">
          {details.slice(0, 20).map((problem) => (
            <li key={`${problem.at} ${problem.code} ${problem.message}`} className="flex gap-2">
              {problem.at !== "" && <code className="shrink-0 font-mono text-faint">{problem.at}</code>}
              <span>{problem.message}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A button that opens the system's file chooser. */
export function FileButton({
  onFile,
  label = "Choose file",
  accept = ".json,application/json",
}: {
  onFile: (file: File) => void;
  label?: string;
  accept?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <Button onClick={() => input.current?.click()}>
        <FileUp />
        {label}
      </Button>
    </>
  );
}

function TakenDialog({ flow, state }: { flow: Import; state: StateOf<"taken"> }) {
  return (
    <Dialog
      open
      onOpenChange={shut(flow)}
      title={`There is a workflow ${state.identifier} already`}
      footer={
        <>
          <Button onClick={() => flow.open(state.identifier)}>Open existing</Button>
          <Button variant="primary" onClick={() => void flow.importText(state.text, { copy: true })}>
            Import as a copy
          </Button>
        </>
      }
    >
      <p className="text-dim text-sm">
        A copy gets an identifier of its own, and the workflow that is there stays as it is.
      </p>
    </Dialog>
  );
}

function UpgradedDialog({ flow, state }: { flow: Import; state: StateOf<"upgraded"> }) {
  return (
    <Dialog
      open
      onOpenChange={shut(flow)}
      title="Imported, in Port's current form"
      description={`${state.workflow.title || state.workflow.identifier} was written in an earlier form. This was changed:`}
      footer={
        <Button variant="primary" onClick={() => flow.open(state.workflow.id)}>
          Open workflow
        </Button>
      }
    >
      <ul className="flex max-h-72 list-disc flex-col gap-1 overflow-y-auto pl-4 text-sm">
        {state.changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </Dialog>
  );
}
