"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { api } from "@/lib/editor/api";
import type { ApiError, ExampleRow, WorkflowRow } from "@/lib/editor/api-types";
import { rememberEnvironment } from "@/lib/editor/environment-choice";
import { identifierIn } from "./identifier-in";

/** Where an import stands; everything but `idle` and `sending` is shown in a dialog. */
export type ImportState =
  | { kind: "idle" }
  | { kind: "sending" }
  /** The text box is open, with what was pasted or what was refused. */
  | { kind: "asking"; text: string; error?: ApiError }
  | { kind: "taken"; text: string; identifier: string; error: ApiError }
  | { kind: "upgraded"; workflow: WorkflowRow; changes: string[] };

/** The text of a workflow with nothing in it. */
export const blankWorkflow = `${JSON.stringify(
  { identifier: "new_workflow", title: "New workflow", nodes: [], connections: [] },
  null,
  2,
)}\n`;

/** All ways to a new workflow: text, a file, an example, a blank one. Each ends in the editor or says why not. */
export function useImport() {
  const router = useRouter();
  const [state, setState] = useState<ImportState>({ kind: "idle" });

  const open = useCallback((id: string) => router.push(`/workflows/${encodeURIComponent(id)}`), [router]);

  const importText = useCallback(
    async (text: string, options: { copy?: boolean } = {}) => {
      setState({ kind: "sending" });
      const answer = await api.createWorkflow({ text, from: "import" }, options);
      if (answer.ok) {
        const { workflow, changes } = answer.value;
        if (changes.length > 0) return setState({ kind: "upgraded", workflow, changes });
        return open(workflow.id);
      }
      const { error } = answer;
      const identifier = identifierIn(text);
      if (error.status === 409 && identifier) setState({ kind: "taken", text, identifier, error });
      else setState({ kind: "asking", text, error });
    },
    [open],
  );

  const importFile = useCallback(
    async (file: File) => {
      setState({ kind: "sending" });
      await importText(await file.text());
    },
    [importText],
  );

  const create = useCallback(
    async (input: Parameters<typeof api.createWorkflow>[0], environment?: string) => {
      setState({ kind: "sending" });
      const answer = await api.createWorkflow(input, { copy: true });
      if (!answer.ok) return setState({ kind: "asking", text: input.text, error: answer.error });
      if (environment) rememberEnvironment(answer.value.workflow.id, environment);
      open(answer.value.workflow.id);
    },
    [open],
  );

  /** An example begins in the Playground, so that its first run succeeds without an account. */
  const createFromExample = useCallback(
    (example: ExampleRow) =>
      create({ text: example.text, from: "example", example: example.name }, "Playground"),
    [create],
  );
  const createBlank = useCallback(() => create({ text: blankWorkflow, from: "blank" }), [create]);
  const ask = useCallback((text = "") => setState({ kind: "asking", text }), []);
  const close = useCallback(() => setState({ kind: "idle" }), []);

  return { state, importText, importFile, createFromExample, createBlank, ask, close, open };
}

export type Import = ReturnType<typeof useImport>;
