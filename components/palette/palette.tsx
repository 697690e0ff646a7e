"use client";

import { FileJson, StickyNote } from "lucide-react";
import { useState } from "react";
import { boardTools } from "@/components/canvas/board/board-tools";
import { dragType, noteDrag } from "@/components/canvas/drag-type";
import { NodeTile } from "@/components/canvas/node-tile";
import { askForApi } from "@/components/openapi/ask";
import { SearchBox } from "@/components/ui/search-box";
import { toast } from "@/components/ui/toast";
import { narrow } from "@/components/ui/use-media";
import { addFromPalette } from "@/lib/editor/graph-edits";
import { type PaletteEntry, searchPalette } from "@/lib/editor/palette-search";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";

/** Node types one may add: by dragging onto the canvas, or by a click, which puts it after the chosen node. */
export function Palette() {
  const [query, setQuery] = useState("");
  const groups = searchPalette(query);
  return (
    <div className="flex flex-col gap-3 p-3">
      <SearchBox label="Search nodes" value={query} onChange={setQuery} />
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h2 className="mb-1 px-1 text-faint text-xs">{group.title}</h2>
          <ul className="-mx-1">
            {group.entries.map((entry) => (
              <li key={entry.type}>
                <Entry entry={entry} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ImportApi />
      {"note sticky comment text".includes(query.trim().toLowerCase()) && (
        <section aria-label="Canvas">
          <h2 className="mb-1 px-1 text-faint text-xs">Canvas</h2>
          <div className="-mx-1">
            <NoteEntry />
          </div>
        </section>
      )}
      {groups.length === 0 && (
        <p className="py-6 text-center text-dim text-xs">
          No node type matches "{query}".
          <br />A call to any service is a webhook.
        </p>
      )}
    </div>
  );
}

const entryLook =
  "flex h-9 w-full items-center gap-2.5 rounded-control px-1.5 text-left text-sm transition-colors enabled:cursor-grab enabled:hover:bg-hover enabled:active:cursor-grabbing disabled:opacity-50";

function ImportApi() {
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  return (
    <button
      type="button"
      disabled={locked}
      title="Makes webhooks of the operations of an OpenAPI document"
      onClick={() => askForApi()}
      className="-mx-1 flex h-9 items-center gap-2.5 rounded-control px-1.5 text-left text-dim text-sm transition-colors enabled:hover:bg-hover enabled:hover:text-text disabled:opacity-50"
    >
      <span className="inline-flex size-7 shrink-0 items-center justify-center">
        <FileJson aria-hidden className="size-4" />
      </span>
      <span className="truncate">Import an API operation…</span>
    </button>
  );
}

function NoteEntry() {
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  return (
    <button
      type="button"
      draggable={!locked}
      disabled={locked}
      title="A text on the canvas, in markdown. It is no part of the workflow."
      onClick={() => boardTools.getState().now?.addNote()}
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, noteDrag);
        event.dataTransfer.effectAllowed = "copy";
      }}
      className={entryLook}
    >
      <span
        data-colour="amber"
        className="board-tint group-tile flex size-7 items-center justify-center rounded-control"
      >
        <StickyNote className="size-4" aria-hidden />
      </span>
      <span className="truncate">Note</span>
    </button>
  );
}

function Entry({ entry }: { entry: PaletteEntry }) {
  const store = useEditorStore();
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  const add = () => {
    const refusal = addFromPalette(store, entry.type);
    if (refusal) toast({ title: refusal.refused, tone: "bad" });
    // In a narrow window the list lies over what was added.
    else if (window.matchMedia(narrow).matches) store.getState().actions.setSheet(null);
  };
  return (
    <button
      type="button"
      draggable={!locked}
      disabled={locked}
      title={entry.description}
      onClick={add}
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, entry.type);
        event.dataTransfer.effectAllowed = "copy";
      }}
      className={entryLook}
    >
      <NodeTile type={entry.type} size="medium" />
      <span className="truncate">{entry.title}</span>
    </button>
  );
}
