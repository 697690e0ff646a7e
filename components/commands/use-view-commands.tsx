"use client";

import { useReactFlow } from "@xyflow/react";
import {
  Compass,
  FileUp,
  Keyboard,
  ListTree,
  Maximize,
  MonitorCog,
  Moon,
  Redo2,
  SquarePen,
  Sun,
  TextSearch,
  Undo2,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { fitMove } from "@/components/canvas/fit";
import { useTheme } from "@/components/ui/theme";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import type { PlainCommand } from "./palette-command";

/** What changes the look of the page, and what it can go back to. */
export function useViewCommands(): PlainCommand[] {
  const flow = useReactFlow();
  const { choice, choose } = useTheme();
  const undoes = useEditor((state) => state.history.past.at(-1)?.label);
  const redoes = useEditor((state) => state.history.future[0]?.label);
  const readOnly = useEditor((state) => state.ui.readOnly);
  const { undo, redo, ask, setLeft, setRight } = useEditorActions();
  const changes: PlainCommand[] = readOnly
    ? []
    : [
        ...(undoes === undefined
          ? []
          : [
              {
                id: "undo",
                title: `Undo: ${undoes}`,
                words: "back",
                icon: <Undo2 />,
                keys: ["Mod", "Z"],
                run: undo,
              },
            ]),
        ...(redoes === undefined
          ? []
          : [
              {
                id: "redo",
                title: `Redo: ${redoes}`,
                words: "again",
                icon: <Redo2 />,
                keys: ["Mod", "Shift", "Z"],
                run: redo,
              },
            ]),
        {
          id: "import",
          title: "Import JSON",
          words: "replace draft paste upload file",
          icon: <FileUp />,
          keys: ["Mod", "I"],
          run: () => ask({ what: "import" }),
        },
      ];
  const themes = [
    { choice: "light", title: "Light theme", icon: <Sun /> },
    { choice: "dark", title: "Dark theme", icon: <Moon /> },
    { choice: "system", title: "Theme like the system", icon: <MonitorCog /> },
  ] as const;
  return [
    {
      id: "tour",
      title: "Take the tour",
      words: "help introduction guide begin",
      icon: <Compass />,
      run: () => ask({ what: "tour" }),
    },
    {
      id: "find",
      title: "Find in this workflow",
      words: "search text urls headers expressions",
      icon: <TextSearch />,
      keys: ["Mod", "F"],
      run: () => ask({ what: "find" }),
    },
    ...changes,
    {
      id: "outline",
      title: "Open the outline",
      words: "tree list nodes",
      icon: <ListTree />,
      run: () => setLeft({ open: true, tab: "outline" }),
    },
    {
      id: "workflow settings",
      title: "Open the workflow's settings",
      words: "title description tags retry form",
      icon: <SquarePen />,
      run: () => setRight({ open: true, tab: "form" }),
    },
    {
      id: "fit",
      title: "Fit the graph",
      words: "zoom all overview",
      icon: <Maximize />,
      keys: ["1"],
      run: () => void flow.fitView(fitMove),
    },
    {
      id: "zoom in",
      title: "Zoom in",
      words: "larger",
      icon: <ZoomIn />,
      keys: ["+"],
      run: () => void flow.zoomIn({ duration: 120 }),
    },
    {
      id: "zoom out",
      title: "Zoom out",
      words: "smaller",
      icon: <ZoomOut />,
      keys: ["-"],
      run: () => void flow.zoomOut({ duration: 120 }),
    },
    {
      id: "zoom 100",
      title: "Zoom to 100 %",
      words: "actual size",
      icon: <ZoomIn />,
      keys: ["0"],
      run: () => void flow.zoomTo(1, { duration: 200 }),
    },
    ...themes
      .filter((theme) => theme.choice !== choice)
      .map((theme) => ({
        id: `theme ${theme.choice}`,
        title: theme.title,
        words: "colours appearance mode",
        icon: theme.icon,
        run: () => choose(theme.choice),
      })),
    {
      id: "shortcuts",
      title: "Keyboard shortcuts",
      words: "keys help",
      icon: <Keyboard />,
      keys: ["?"],
      run: () => ask({ what: "shortcuts" }),
    },
  ];
}
