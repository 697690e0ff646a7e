"use client";

import { ListPlus, PinOff, Play, RotateCcw, Server, Square, Workflow } from "lucide-react";
import { sayPins } from "@/components/canvas/say";
import { useStart } from "@/components/run/use-start";
import { clearPins } from "@/lib/editor/pin-edits";
import { pinsText, pinsToSend } from "@/lib/editor/pins";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import { definitionOf } from "@/lib/nodes/definitions";
import type { PlainCommand } from "./palette-command";

/** Starting and stopping runs, and who answers their requests. */
export function useRunCommands(): PlainCommand[] {
  const start = useStart();
  const environment = useEditor((state) => state.environment);
  const environments = useEditor((state) => state.environments);
  const newest = useEditor((state) => state.runs[0]?.id);
  const pins = useEditor((state) => state.pins);
  const store = useEditorStore();
  const shown = useEditor((state) => state.run?.run);
  const { ask, setEnvironment, loadRun, closeRun, setDrawer } = useEditorActions();
  const idle = start.phase === "idle";
  const commands: PlainCommand[] = [
    start.phase === "running" || start.phase === "cancelling"
      ? {
          id: "stop",
          title: start.phase === "running" ? "Stop the run" : "Force stop the run",
          words: "cancel end",
          icon: <Square />,
          keys: ["Mod", "Enter"],
          run: start.phase === "running" ? start.main : start.force,
        }
      : {
          id: "run",
          title: "Run",
          words: "start test execute",
          icon: <Play />,
          keys: ["Mod", "Enter"],
          run: start.main,
        },
  ];
  const { trigger } = start;
  if (idle && trigger)
    commands.push({
      id: "run other inputs",
      title: "Run with other inputs",
      words: "start form",
      icon: <ListPlus />,
      run: () => ask({ what: "inputs", trigger: trigger.identifier }),
    });
  if (idle && start.triggers.length > 1)
    commands.push(
      ...start.triggers.map(
        (node): PlainCommand => ({
          id: `run from ${node.identifier}`,
          title: `Run from ${node.title || node.identifier}`,
          words: `start trigger ${definitionOf(node.config.type)?.title ?? ""}`,
          icon: <Workflow />,
          run: () => ask({ what: "inputs", trigger: node.identifier }),
        }),
      ),
    );
  if (newest !== undefined && newest !== shown)
    commands.push({
      id: "last run",
      title: "Show the last run",
      words: "newest timeline",
      icon: <RotateCcw />,
      run() {
        void loadRun(newest);
        setDrawer({ open: true, tab: "timeline", nodeRun: null });
      },
    });
  if (shown !== undefined)
    commands.push({
      id: "close run",
      title: "Take the run off the canvas",
      words: "close clear hide states",
      icon: <Square />,
      run: closeRun,
    });
  const left = pinsText(pinsToSend(start.document, pins));
  if (left !== "")
    commands.push({
      id: "clear pins",
      title: `Run every node in test runs again (${left})`,
      words: "unpin enable clear pins all",
      icon: <PinOff />,
      run: () => sayPins(clearPins(store)),
    });
  return [
    ...commands,
    ...[null, ...environments.map(({ name }) => name)]
      .filter((name) => name !== environment)
      .map(
        (name): PlainCommand => ({
          id: `environment ${name ?? ""}`,
          title: name === null ? "Use no environment" : `Use the environment ${name}`,
          words: "hosts playground switch requests",
          icon: <Server />,
          run: () => setEnvironment(name),
        }),
      ),
  ];
}
