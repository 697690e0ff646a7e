"use client";

import { CircleOff, Copy, Pin, Spline, SquareDashed, Trash2, Unplug, WandSparkles } from "lucide-react";
import { useStore } from "zustand";
import { canvasActions } from "@/components/canvas/canvas-actions";
import { alignments, distributions } from "@/components/canvas/selection-bar";
import { useEditor } from "@/lib/editor/use-editor";
import type { PlainCommand } from "./palette-command";

/** What can be done with the cards that are chosen on the canvas now. */
export function useCanvasCommands(): PlainCommand[] {
  const actions = useStore(canvasActions, (state) => state.now);
  const count = useStore(canvasActions, (state) => state.chosen.size);
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  if (actions === null) return [];
  const all: PlainCommand = {
    id: "choose all",
    title: "Choose all nodes",
    words: "select everything",
    icon: <SquareDashed />,
    keys: ["Mod", "A"],
    run: actions.selectAll,
  };
  if (locked || count === 0) return [all];
  const one: PlainCommand[] = [
    {
      id: "connect",
      title: "Connect the chosen node to…",
      words: "edge link way out",
      icon: <Spline />,
      keys: ["C"],
      run: actions.connect,
    },
    {
      id: "duplicate",
      title: "Duplicate",
      words: "copy chosen nodes",
      icon: <Copy />,
      keys: ["Mod", "D"],
      run: actions.duplicate,
    },
    {
      id: "pin",
      title: "Pin the output in test runs, or unpin",
      words: "mock sample chosen nodes",
      icon: <Pin />,
      keys: ["P"],
      run: actions.togglePins,
    },
    {
      id: "disable",
      title: "Disable in test runs, or enable",
      words: "skip mute bypass chosen nodes",
      icon: <CircleOff />,
      keys: ["D"],
      run: actions.toggleDisabled,
    },
    {
      id: "delete and reconnect",
      title: "Delete and reconnect",
      words: "remove chosen nodes",
      icon: <Unplug />,
      keys: ["Mod", "Del"],
      run: actions.removeAndReconnect,
    },
    {
      id: "delete",
      title: "Delete",
      words: "remove chosen nodes",
      icon: <Trash2 />,
      keys: ["Del"],
      run: actions.remove,
    },
  ];
  const several: PlainCommand[] = [
    ...alignments.map(({ edge, label, icon }) => ({
      id: `align ${edge}`,
      title: label,
      words: "line up chosen nodes",
      icon,
      run: () => actions.align(edge),
    })),
    ...distributions.map(({ axis, label, icon }) => ({
      id: `distribute ${axis}`,
      title: label,
      words: "space evenly chosen nodes",
      icon,
      run: () => actions.distribute(axis),
    })),
    {
      id: "tidy chosen",
      title: "Tidy the chosen nodes",
      words: "arrange lay out",
      icon: <WandSparkles />,
      keys: ["Shift", "L"],
      run: actions.tidy,
    },
  ];
  return [all, ...(count === 1 ? one : one.slice(1)), ...(count > 1 ? several : [])];
}
