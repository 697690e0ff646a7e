"use client";

import { useId, useState } from "react";
import { FileButton } from "@/components/start/import-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { type ApiImport, addOperations } from "@/lib/editor/api-import";
import { useEditorStore } from "@/lib/editor/use-editor";
import { type ApiDocument, type ApiOperation, readApi } from "@/lib/workflow/openapi/node";
import type { Asked } from "./ask";
import { OperationList } from "./operation-list";
import { ImportReport } from "./report";

type State =
  | { kind: "asking"; text: string; error?: string }
  | { kind: "choosing"; api: ApiDocument }
  | { kind: "done"; added: Extract<ApiImport, { added: unknown }>["added"] };

function stateOf(text: string): State {
  if (text.trim() === "") return { kind: "asking", text };
  const read = readApi(text);
  return read.ok ? { kind: "choosing", api: read.value } : { kind: "asking", text, error: read.error };
}

/** Makes nodes of an API's description: the document, then which of its operations, then what came of them. */
export function ImportDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const store = useEditorStore();
  const [state, setState] = useState(() => stateOf(asked.text));
  const take = (api: ApiDocument, operations: readonly ApiOperation[], inputs: boolean) => {
    const result = addOperations(store, api, operations, { at: asked.at, inputs });
    if ("refused" in result) toast({ title: result.refused, tone: "bad" });
    else setState({ kind: "done", added: result.added });
  };
  if (state.kind === "done") return <ImportReport added={state.added} onClose={onClose} />;
  if (state.kind === "choosing")
    return (
      <OperationList
        api={state.api}
        onBack={() => setState({ kind: "asking", text: "" })}
        onTake={(operations, inputs) => take(state.api, operations, inputs)}
        onClose={onClose}
      />
    );
  return <AskForText state={state} onText={(text) => setState(stateOf(text))} onClose={onClose} />;
}

function AskForText({
  state,
  onText,
  onClose,
}: {
  state: Extract<State, { kind: "asking" }>;
  onText: (text: string) => void;
  onClose: () => void;
}) {
  const id = useId();
  const [text, setText] = useState(state.text);
  const [over, setOver] = useState(false);
  const takeFile = async (file: File) => {
    const read = await file.text();
    setText(read.slice(0, 20_000));
    onText(read);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="wide"
      title="Import an API operation"
      description="Paste an OpenAPI 3.0 or 3.1 or a Swagger 2.0 document, JSON or YAML, or choose or drop its file. It is read here and sent nowhere."
      footer={
        <>
          <FileButton
            onFile={(file) => void takeFile(file)}
            accept=".json,.yaml,.yml,application/json,application/yaml"
          />
          <span className="flex-1" />
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={text.trim() === ""} onClick={() => onText(text)}>
            Read it
          </Button>
        </>
      }
    >
      {state.error && (
        <p
          id={`${id}-error`}
          role="alert"
          className="mb-3 rounded-control border border-line bg-sunken px-3 py-2 text-bad text-sm"
        >
          {state.error}
        </p>
      )}
      <label htmlFor={id} className="sr-only">
        OpenAPI document
      </label>
      <Textarea
        id={id}
        mono
        autoFocus
        value={text}
        aria-invalid={state.error !== undefined || undefined}
        aria-describedby={state.error ? `${id}-error` : undefined}
        onChange={(event) => setText(event.target.value)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (!file) return;
          event.preventDefault();
          void takeFile(file);
        }}
        placeholder={"openapi: 3.1.0\ninfo:\n  title: …\npaths:\n  …"}
        className={over ? "min-h-64 border-accent" : "min-h-64"}
      />
    </Dialog>
  );
}
