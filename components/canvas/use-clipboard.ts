"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { toast } from "@/components/ui/toast";
import { copyNodes } from "@/lib/editor/clipboard";
import { removeThings } from "@/lib/editor/graph-edits";
import { isTyping } from "@/lib/editor/keys";
import { useEditorStore } from "@/lib/editor/use-editor";
import { counted } from "@/lib/nodes/fields";
import type { CanvasActions } from "./canvas-actions";
import { pasteText } from "./paste-text";

/** Copies, cuts and pastes nodes as JSON, and pastes `curl` commands; silent while something takes text or text is marked. */
export function useClipboard(
  { chosen }: Pick<CanvasActions, "chosen">,
  choose: (ids: readonly string[]) => void,
  locked: boolean,
): void {
  const store = useEditorStore();
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const latest = useRef({ chosen, choose, locked });
  latest.current = { chosen, choose, locked };

  useEffect(() => {
    let pointer = { x: -1, y: -1 };
    const isOurs = (event: ClipboardEvent) =>
      !event.defaultPrevented && !isTyping(event.target) && !isTyping(document.activeElement);
    const copy = (event: ClipboardEvent) => {
      const ids = latest.current.chosen();
      const workflow = store.getState().document;
      const marked = window.getSelection()?.toString() !== "";
      if (!isOurs(event) || ids.length === 0 || !workflow || marked) return;
      const cuts = event.type === "cut";
      if (cuts && latest.current.locked) return;
      event.clipboardData?.setData("text/plain", copyNodes(workflow, ids));
      event.preventDefault();
      const refused = cuts
        ? removeThings(store, { nodes: ids, connections: [] }, `Cut ${counted(ids.length, "node")}`)
        : undefined;
      if (refused) toast({ title: refused.refused, tone: "bad" });
      else toast({ title: `${cuts ? "Cut" : "Copied"} ${counted(ids.length, "node")} as JSON`, tone: "ok" });
    };
    const paste = (event: ClipboardEvent) => {
      if (!isOurs(event) || latest.current.locked) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const pane = flowStore.getState().domNode?.getBoundingClientRect();
      if (text.trim() === "" || !pane) return;
      event.preventDefault();
      // Where the pointer is, or in the middle while it is elsewhere.
      const isOver =
        pointer.x > pane.left && pointer.x < pane.right && pointer.y > pane.top && pointer.y < pane.bottom;
      const middle = flow.screenToFlowPosition(
        isOver ? pointer : { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 },
      );
      pasteText(store, text, middle, latest.current.choose);
    };
    const point = (event: PointerEvent) => {
      pointer = { x: event.clientX, y: event.clientY };
    };
    window.addEventListener("pointermove", point, { passive: true });
    window.addEventListener("copy", copy);
    window.addEventListener("cut", copy);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("pointermove", point);
      window.removeEventListener("copy", copy);
      window.removeEventListener("cut", copy);
      window.removeEventListener("paste", paste);
    };
  }, [store, flow, flowStore]);
}
