"use client";

import { CircleAlert, Keyboard, Spline, TextSearch, TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { NodeTile } from "@/components/canvas/node-tile";
import { formatRelative } from "@/components/run/format";
import { runLook } from "@/components/run/status";
import { StatusIcon } from "@/components/run/status-pill";
import { toPointer } from "@/lib/base/pointer";
import { fieldOf } from "@/lib/base/problem";
import { findInWorkflow } from "@/lib/editor/find";
import { exitOf, handleOf } from "@/lib/editor/flow";
import { placeWords } from "@/lib/editor/place-words";
import { shortcutGroups } from "@/lib/editor/shortcuts";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import { connectionsOf } from "@/lib/workflow/document";
import type { PaletteCommand } from "./palette-command";

/** Every place of this workflow: its nodes, connections, problems and runs, and the keys of the editor. */
export function useGoTo(): PaletteCommand[] {
  const document = useEditor((state) => state.document);
  const problems = useEditor((state) => state.problems);
  const runs = useEditor((state) => state.runs);
  const { reveal, loadRun, setDrawer, ask } = useEditorActions();
  return useMemo(() => {
    const titles = new Map<string, string>();
    const nodes = (document?.nodes ?? []).map(({ identifier, title, config }, index): PaletteCommand => {
      const name = typeof title === "string" && title !== "" ? title : identifier;
      titles.set(identifier, name);
      return {
        id: `node ${identifier}`,
        group: "Nodes",
        title: name,
        words: `go to node ${identifier} ${config.type}`,
        icon: <NodeTile type={config.type} size="small" />,
        ...(name === identifier ? {} : { aside: <span className="font-mono">{identifier}</span> }),
        run: () => reveal(toPointer(["nodes", index])),
      };
    });
    const ways = (document ? connectionsOf(document) : []).map((connection, index): PaletteCommand => {
      const { sourceIdentifier: from, targetIdentifier: to } = connection;
      const { outlet, fallback } = exitOf(handleOf(connection));
      const way = fallback ? " (fallback)" : outlet ? ` (${outlet})` : "";
      return {
        id: `connection ${from} ${way} ${to}`,
        group: "Connections",
        title: `${titles.get(from) ?? from}${way} → ${titles.get(to) ?? to}`,
        words: `go to connection outlet ${from} ${to}`,
        icon: <Spline />,
        run: () => reveal(toPointer(["connections", index])),
      };
    });
    const found = problems.map(
      (problem, index): PaletteCommand => ({
        id: `problem ${index}`,
        group: "Problems",
        title: problem.message,
        words: `problem ${problem.severity} ${placeWords(document, problem.at)}`,
        icon:
          problem.severity === "error" ? (
            <CircleAlert className="text-bad" />
          ) : (
            <TriangleAlert className="text-warn" />
          ),
        aside: placeWords(document, problem.at),
        run: () => reveal(fieldOf(problem)),
      }),
    );
    const past = runs.map((row): PaletteCommand => {
      const look = runLook(row);
      return {
        id: `run ${row.id}`,
        group: "Runs",
        title: `${look.label} ${formatRelative(Date.parse(row.startedAt), Date.now())}`,
        words: `run ${row.id} ${row.environment ?? ""} ${titles.get(row.trigger) ?? row.trigger} ${row.label?.text ?? ""}`,
        icon: <StatusIcon look={look} />,
        aside: [row.environment, `from ${titles.get(row.trigger) ?? row.trigger}`]
          .filter(Boolean)
          .join(" · "),
        run() {
          void loadRun(row.id);
          setDrawer({ open: true, tab: "timeline", nodeRun: null });
        },
      };
    });
    const keys = shortcutGroups.flatMap(({ title, rows }) =>
      rows.map(
        (row): PaletteCommand => ({
          id: `shortcut ${title} ${row.words}`,
          group: "Shortcuts",
          title: row.words,
          words: `shortcut key ${title}`,
          icon: <Keyboard />,
          keys: row.keys,
          run: () => ask({ what: "shortcuts", search: row.words }),
        }),
      ),
    );
    return [...nodes, ...ways, ...found, ...past, ...keys];
  }, [document, problems, runs, reveal, loadRun, setDrawer, ask]);
}

/** How many places in the text the palette shows; the find bar goes through all of them. */
const places = 12;

/** A search through the text of the workflow; choosing a place goes to its very field. */
export function useFindLines(): (text: string) => PaletteCommand[] {
  const store = useEditorStore();
  const { reveal } = useEditorActions();
  return (text) => {
    const { document } = store.getState();
    if (!document) return [];
    return findInWorkflow(document, text, places).map(({ at, where, field, excerpt, mark }) => ({
      id: `text ${at}`,
      group: "In this workflow",
      title: excerpt,
      icon: <TextSearch />,
      aside: `${where} › ${field}`,
      marks: [mark],
      run: () => reveal(at),
    }));
  };
}
