"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { announce } from "@/components/ui/announcer";
import { toast } from "@/components/ui/toast";
import type { Layout } from "@/lib/editor/api-types";
import { freeExits, refusalsFrom } from "@/lib/editor/connect-rules";
import { type Exit, type FlowEdge, inHandle } from "@/lib/editor/flow";
import { connectNodes } from "@/lib/editor/graph-edits";
import { isTyping } from "@/lib/editor/keys";
import { isArrow, neighbourOf } from "@/lib/editor/neighbour";
import { nodeOf } from "@/lib/editor/selectors";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { say } from "./say";

/** A connection on its way: from a way out of a card to the card that is pointed at now. */
export interface Connecting {
  source: string;
  exit: Exit;
  /** The cards it may lead to, nearest first. */
  targets: string[];
  target: string;
  /** Further free ways out of the source: the person goes through them with O. */
  others: number;
}

const nothing: readonly FlowEdge[] = [];

/**
 * Connecting without a mouse: C begins at the chosen card, arrows or Tab point at the cards it may lead to, O takes
 * another way out, Enter connects, Esc leaves it.
 */
export function useConnectKeys({
  layout,
  locked,
  show,
}: {
  layout: Layout;
  locked: boolean;
  /** Brings a card into view. */
  show: (node: string) => void;
}): { connecting: Connecting | null; begin: () => void; edges: readonly FlowEdge[] } {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const [state, setState] = useState<{ source: string; exit: number; target: string | null } | null>(null);

  const connecting = useMemo((): Connecting | null => {
    if (!state || !document) return null;
    const exits = freeExits(document, state.source);
    const exit = exits[state.exit % Math.max(1, exits.length)];
    if (exit === undefined) return null;
    const here = layout[state.source] ?? { x: 0, y: 0 };
    const far = (id: string) => Math.hypot((layout[id]?.x ?? 0) - here.x, (layout[id]?.y ?? 0) - here.y);
    const targets = [...refusalsFrom(document, { node: state.source, handle: exit.handle })]
      .flatMap(([target, refused]) => (refused === undefined ? [target] : []))
      .sort((a, b) => far(a) - far(b));
    const target = state.target !== null && targets.includes(state.target) ? state.target : targets[0];
    if (target === undefined) return null;
    return { source: state.source, exit, targets, target, others: exits.length - 1 };
  }, [state, document, layout]);

  const latest = useRef({ connecting, layout, locked, show });
  latest.current = { connecting, layout, locked, show };

  const begin = useRef(() => {
    const { selection, document: now } = store.getState();
    if (latest.current.locked || !now) return;
    if (selection?.kind !== "node") {
      toast({ title: "Choose the node that the connection begins at, then press C" });
      return;
    }
    setState({ source: selection.id, exit: 0, target: null });
  }).current;

  // What cannot be connected says so instead of doing nothing.
  useEffect(() => {
    if (state === null || connecting !== null) return;
    setState(null);
    const node = nodeOf(store.getState(), state.source);
    if (node)
      toast({
        title: `Nothing to connect "${state.source}" to: its ways out are taken, or lead in a circle`,
      });
  }, [state, connecting, store]);

  const words = connecting && wordsOf(connecting);
  useEffect(() => {
    if (words) announce(words);
  }, [words]);
  const target = connecting?.target;
  useEffect(() => {
    if (target !== undefined) latest.current.show(target);
  }, [target]);

  useEffect(() => {
    if (state === null) return;
    const go = (to: string) => setState((now) => now && { ...now, target: to });
    const down = (event: KeyboardEvent) => {
      const { connecting: now, layout: places } = latest.current;
      if (!now || isTyping(event.target)) return;
      const { key } = event;
      const index = now.targets.indexOf(now.target);
      const count = now.targets.length;
      const act = () => {
        if (key === "Escape")
          return () => {
            setState(null);
            announce("Left unconnected");
          };
        if (key === "Enter")
          return () => {
            const { source, exit } = now;
            setState(null);
            say(connectNodes(store, { source, handle: exit.handle, target: now.target }));
          };
        if (key === "Tab")
          return () => go(now.targets[(index + (event.shiftKey ? count - 1 : 1)) % count] ?? now.target);
        if (key.toLowerCase() === "o")
          return () => setState((was) => was && { ...was, exit: was.exit + 1, target: null });
        if (!isArrow(key)) return undefined;
        const among = Object.fromEntries(
          now.targets.flatMap((id) => (places[id] ? [[id, places[id]]] : [])),
        ) as Layout;
        return () => go(neighbourOf(among, now.target, key) ?? now.target);
      };
      const action = act();
      if (!action) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      action();
    };
    window.addEventListener("keydown", down, { capture: true });
    return () => window.removeEventListener("keydown", down, { capture: true });
  }, [state, store]);

  const edges = useMemo(() => (connecting === null ? nothing : [edgeOf(connecting)]), [connecting]);
  return { connecting, begin, edges };
}

/** What is pointed at, for the banner and for screen readers. */
export const wordsOf = ({ source, exit, target }: Connecting): string =>
  `Connect ${source}${exit.title ? `, ${exit.title},` : ""} to ${target}`;

const edgeOf = ({ source, exit, target }: Connecting): FlowEdge => ({
  id: "connecting",
  type: "connection",
  source,
  sourceHandle: exit.handle,
  target,
  targetHandle: inHandle,
  selected: true,
  selectable: false,
  focusable: false,
  data: { label: "", fallback: false },
  ariaLabel: `Connection to be: ${source} to ${target}`,
});
