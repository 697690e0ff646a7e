"use client";

import { useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { JsonObject } from "@/lib/base/json";
import { fromPointer } from "@/lib/base/pointer";
import type { ApiError } from "@/lib/editor/api-types";
import { nodePointer, triggersOf } from "@/lib/editor/selectors";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import type { WorkflowNode } from "@/lib/workflow/document";
import { canStartWith, formOfTrigger } from "./form-values";

export type RunPhase = "idle" | "starting" | "running" | "cancelling";

/** What the run button knows and can do. */
export function useStart() {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const startOpen = useEditor((state) => state.ui.startOpen);
  const phase = useEditor(
    (state): RunPhase =>
      state.runLink === "starting"
        ? "starting"
        : !state.run || state.run.seq === 0 || state.run.status === "COMPLETED"
          ? "idle"
          : state.run.status === "CANCELLING"
            ? "cancelling"
            : "running",
  );
  const lastInputs = useEditor((state) => state.lastInputs);
  const { startRun, loadRun, refreshRuns, cancelRun, reveal, setDrawer, setStartOpen } = useEditorActions();
  const [chosen, setChosen] = useState<string>();
  const [refusal, setRefusal] = useState<ApiError>();
  const asked = useRef(false);

  const triggers = triggersOf(document);
  const trigger = pickTrigger(triggers, chosen);

  const send = async (node: WorkflowNode, inputs: JsonObject, as?: string): Promise<ApiError | undefined> => {
    setDrawer({ nodeRun: null });
    const answer = await startRun(inputs, node.identifier, as);
    if ("error" in answer) return answer.error;
    setDrawer({ open: true, tab: "timeline", nodeRun: null });
    if (store.getState().run?.run !== answer.run) {
      void refreshRuns();
      toast({
        title: "The run has started, but it could not be shown",
        description: "It goes on all the same.",
        tone: "bad",
        action: { label: "Try again", onSelect: () => void loadRun(answer.run) },
      });
    }
    return undefined;
  };
  const ask = (node: WorkflowNode, error?: ApiError) => {
    setChosen(node.identifier);
    setRefusal(error);
    asked.current = true;
    setStartOpen(true);
  };
  /** Runs with what is known, else asks. */
  const begin = (node: WorkflowNode) => {
    const inputs = canStartWith(node, lastInputs[node.identifier]);
    if (inputs === undefined) return ask(node);
    setChosen(node.identifier);
    void send(node, inputs).then((error) => {
      if (!error) return;
      if (error.error === "invalid_inputs") ask(node, error);
      else
        sayRefusal(error, {
          problems: () => setDrawer({ open: true, tab: "problems" }),
          node: (id) => {
            const at = nodePointer(store.getState(), id);
            if (at !== undefined) reveal(at);
          },
        });
    });
  };
  const beginAny = () => {
    if (trigger) return begin(trigger);
    toast({
      title: "There is no trigger to begin at",
      description: "Add a trigger from the list on the left; a run begins there.",
      tone: "bad",
    });
  };

  // Others ask for the form through the store: without one there is nothing to fill in.
  useEffect(() => {
    if (!startOpen) {
      asked.current = false;
      return;
    }
    if (asked.current) return;
    const node = pickTrigger(triggersOf(store.getState().document), chosen);
    if (node && formOfTrigger(node) && canStartWith(node, undefined) === undefined) {
      asked.current = true;
      return;
    }
    setStartOpen(false);
    beginAny();
  });

  return {
    document,
    triggers,
    trigger,
    phase,
    hasLast: trigger !== undefined && canStartWith(trigger, lastInputs[trigger.identifier]) !== undefined,
    asking: startOpen ? trigger : undefined,
    refusal,
    main: () =>
      phase === "running" ? void cancelRun() : phase === "idle" && !startOpen ? beginAny() : undefined,
    force: () => void cancelRun({ force: true }),
    begin,
    ask,
    choose: (node: WorkflowNode) => begin(node),
    close: () => setStartOpen(false),
    send: (inputs: JsonObject, as: string | undefined) =>
      trigger ? send(trigger, inputs, as) : Promise.resolve(undefined),
  };
}

/** The chosen one while it is there; else the first with a form; else the first. */
function pickTrigger(
  triggers: readonly WorkflowNode[],
  chosen: string | undefined,
): WorkflowNode | undefined {
  return triggers.find((node) => node.identifier === chosen) ?? triggers.find(formOfTrigger) ?? triggers[0];
}

function sayRefusal(
  error: ApiError,
  show: { problems: () => void; node: (identifier: string) => void },
): void {
  const first = error.details[0];
  const pinned = error.error === "invalid_pins" && first ? fromPointer(first.at)[1] : undefined;
  toast({
    title: error.message,
    ...(first && first.message !== error.message ? { description: first.message } : {}),
    tone: "bad",
    ...(error.error === "invalid_workflow"
      ? { action: { label: "Show problems", onSelect: show.problems } }
      : {}),
    ...(pinned === undefined
      ? {}
      : { action: { label: "Show the node", onSelect: () => show.node(String(pinned)) } }),
  });
}
