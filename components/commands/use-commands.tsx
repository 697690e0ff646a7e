"use client";

import {
  Braces,
  CircleAlert,
  CloudUpload,
  Download,
  FileJson,
  FlaskConical,
  Group as GroupIcon,
  History,
  PanelBottom,
  PanelLeft,
  PanelRight,
  StickyNote,
  Terminal,
  Ungroup,
  WandSparkles,
} from "lucide-react";
import { boardTools } from "@/components/canvas/board/board-tools";
import { NodeTile } from "@/components/canvas/node-tile";
import { copyAsCurl } from "@/components/curl/copy-as-curl";
import { usePublish } from "@/components/editor/use-publish";
import { askForApi } from "@/components/openapi/ask";
import { exportFile } from "@/components/start/export-file";
import { toast } from "@/components/ui/toast";
import { addFromPalette } from "@/lib/editor/graph-edits";
import { searchTypes } from "@/lib/editor/palette-search";
import { nodeOf } from "@/lib/editor/selectors";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import type { PaletteCommand, PlainCommand } from "./palette-command";
import { useCanvasCommands } from "./use-canvas-commands";
import { useRunCommands } from "./use-run-commands";
import { useViewCommands } from "./use-view-commands";

/** What the editor can do now, the most wanted first. */
export function useCommands(): PaletteCommand[] {
  const store = useEditorStore();
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  const chosen = useEditor((state) =>
    state.selection?.kind === "node" ? nodeOf(state, state.selection.id) : undefined,
  );
  const { left, right, drawer } = useEditor((state) => state.ui);
  const { setLeft, setRight, setDrawer, tidy } = useEditorActions();
  const runs = useRunCommands();
  const canvas = useCanvasCommands();
  const view = useViewCommands();
  const publish = usePublish();

  const show = (tab: typeof drawer.tab) => () => setDrawer({ open: true, tab });
  const change: PlainCommand[] = locked
    ? []
    : [
        {
          id: "publish",
          title: "Publish",
          words: "version release",
          icon: <CloudUpload />,
          keys: ["Mod", "S"],
          run: () => void publish(),
        },
        {
          id: "tidy",
          title: "Tidy the layout",
          words: "arrange",
          icon: <WandSparkles />,
          keys: ["Shift", "L"],
          run: () => tidy(),
        },
        {
          id: "note",
          title: "Add a note",
          words: "sticky comment markdown text",
          icon: <StickyNote />,
          keys: ["N"],
          run: () => boardTools.getState().now?.addNote(),
        },
        {
          id: "group",
          title: "Group the chosen nodes",
          words: "frame section collapse",
          icon: <GroupIcon />,
          keys: ["Mod", "G"],
          run: () => boardTools.getState().now?.group(),
        },
        {
          id: "ungroup",
          title: "Ungroup",
          words: "frame section",
          icon: <Ungroup />,
          keys: ["Mod", "Shift", "G"],
          run: () => boardTools.getState().now?.ungroup(),
        },
      ];
  const imports: PlainCommand[] = locked
    ? []
    : [
        {
          id: "import api",
          title: "Import an API operation…",
          words: "openapi swagger yaml webhook rest add node",
          icon: <FileJson />,
          run: () => askForApi(),
        },
      ];
  const additions = locked
    ? []
    : searchTypes("").map(
        ({ type, title, description }): PlainCommand => ({
          id: `add ${type}`,
          title: `Add ${title}`,
          words: `node ${type} ${description}`,
          icon: <NodeTile type={type} size="small" />,
          run() {
            const refusal = addFromPalette(store, type);
            if (refusal) toast({ title: refusal.refused, tone: "bad" });
          },
        }),
      );
  const copies: PlainCommand[] =
    chosen?.config.type === "WEBHOOK"
      ? [
          {
            id: "copy curl",
            title: "Copy as cURL",
            words: "command shell request webhook",
            icon: <Terminal />,
            run: () => void copyAsCurl(chosen),
          },
        ]
      : [];
  return [
    ...runs,
    {
      id: "scratchpad",
      title: "Open the scratchpad",
      words: "jq evaluate expression template try",
      icon: <FlaskConical />,
      run: show("scratchpad"),
    },
    { id: "json", title: "Open the JSON", words: "text code workflow", icon: <Braces />, run: show("json") },
    {
      id: "problems",
      title: "Open the problems",
      words: "errors warnings",
      icon: <CircleAlert />,
      run: show("problems"),
    },
    { id: "history", title: "Open the history", words: "runs", icon: <History />, run: show("history") },
    ...change,
    ...imports,
    ...copies,
    {
      id: "export",
      title: "Export JSON",
      words: "download save file",
      icon: <Download />,
      keys: ["Mod", "E"],
      run: () => void exportFile(store),
    },
    {
      id: "left",
      title: left.open ? "Hide nodes and outline" : "Show nodes and outline",
      words: "toggle panel left palette",
      icon: <PanelLeft />,
      keys: ["["],
      run: () => setLeft({ open: !left.open }),
    },
    {
      id: "right",
      title: right.open ? "Hide the inspector" : "Show the inspector",
      words: "toggle panel right form",
      icon: <PanelRight />,
      keys: ["]"],
      run: () => setRight({ open: !right.open }),
    },
    {
      id: "drawer",
      title: drawer.open ? "Close the drawer" : "Open the drawer",
      words: "toggle panel bottom",
      icon: <PanelBottom />,
      keys: ["\\"],
      run: () => setDrawer({ open: !drawer.open }),
    },
    ...canvas,
    ...view,
    ...additions,
  ].map((command) => ({ ...command, group: "Commands" }));
}
