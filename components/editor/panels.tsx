"use client";

import { type ReactNode, useEffect } from "react";
import { useShallow } from "zustand/react/shallow";
import { DataPanel } from "@/components/data/data-panel";
import { Inspector } from "@/components/inspector/inspector";
import { Outline } from "@/components/outline/outline";
import { Palette } from "@/components/palette/palette";
import { Sheet } from "@/components/ui/dialog";
import { Resizer } from "@/components/ui/resizer";
import { Tabs } from "@/components/ui/tabs";
import { narrow, phone, useMedia, useWindowWidth } from "@/components/ui/use-media";
import { panelWidths } from "@/lib/editor/panel-widths";
import { panelSizes } from "@/lib/editor/store";
import type { LeftTab } from "@/lib/editor/store-types";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";

/** The width that a panel has in this window, which may be less than the one that was chosen. */
function useWidth(side: "left" | "right"): number {
  const { left, right } = useEditor(useShallow(({ ui }) => ({ left: ui.left, right: ui.right })));
  const open = Object.entries({ left, right }).filter(([name, { open }]) => open || name === side);
  const widths = panelWidths(
    useWindowWidth(),
    open.map(([name, { width }]) => ({ width, min: panelSizes[name as typeof side].min })),
  );
  return widths[open.findIndex(([name]) => name === side)]!;
}

/** Palette and outline; a sheet when the window is narrow. */
export function LeftPanel() {
  const open = useEditor((state) => state.ui.left.open);
  const width = useWidth("left");
  const { setLeft } = useEditorActions();
  const inSheet = useMedia(narrow);
  if (inSheet)
    return (
      <SheetPanel side="left" title="Add and outline">
        <LeftTabs />
      </SheetPanel>
    );
  if (!open) return null;
  return (
    <aside
      aria-label="Palette"
      style={{ width }}
      className="relative flex shrink-0 flex-col border-line border-r bg-raised"
    >
      <LeftTabs />
      <Resizer
        edge="right"
        size={width}
        {...panelSizes.left}
        label="Width of the palette"
        onResize={(next) => setLeft({ width: next })}
      />
    </aside>
  );
}

function LeftTabs() {
  const tab = useEditor((state) => state.ui.left.tab);
  const readOnly = useEditor((state) => state.ui.readOnly);
  const { setLeft } = useEditorActions();
  const items = [
    { value: "palette", label: "Nodes", content: <Palette />, disabled: readOnly },
    { value: "outline", label: "Outline", content: <Outline /> },
    { value: "data", label: "Data", content: <DataPanel /> },
  ];
  return (
    <Tabs
      label="Left panel"
      className="h-full"
      value={readOnly && tab === "palette" ? "outline" : tab}
      onChange={(value) => setLeft({ tab: value as LeftTab })}
      items={items}
    />
  );
}

/** The inspector; a sheet when the window is narrow. */
export function RightPanel() {
  const open = useEditor((state) => state.ui.right.open);
  const width = useWidth("right");
  const reveal = useEditor((state) => state.ui.reveal);
  const { setRight, setSheet } = useEditorActions();
  const inSheet = useMedia(narrow);
  useEffect(() => {
    if (inSheet && reveal && !reveal.quiet) setSheet("right");
  }, [inSheet, reveal, setSheet]);
  if (inSheet)
    return (
      <SheetPanel side="right" title="Inspector">
        <Inspector />
      </SheetPanel>
    );
  if (!open) return null;
  return (
    <aside
      aria-label="Inspector"
      style={{ width }}
      className="relative flex shrink-0 flex-col border-line border-l bg-raised"
    >
      <Resizer
        edge="left"
        size={width}
        {...panelSizes.right}
        label="Width of the inspector"
        onResize={(next) => setRight({ width: next })}
      />
      <Inspector />
    </aside>
  );
}

/** Opened by the buttons of the top bar; nothing is open at first, so that the graph can be seen. */
function SheetPanel({
  side,
  title,
  children,
}: {
  side: "left" | "right";
  title: string;
  children: ReactNode;
}) {
  const sheet = useEditor((state) => state.ui.sheet);
  const { setSheet } = useEditorActions();
  const onPhone = useMedia(phone);
  return (
    <Sheet
      open={sheet === side}
      onOpenChange={(open) => setSheet(open ? side : null)}
      side={onPhone && side === "right" ? "bottom" : side}
      title={title}
    >
      {children}
    </Sheet>
  );
}
