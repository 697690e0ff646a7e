"use client";

import { Dialog } from "@/components/ui/dialog";
import { Keys } from "@/components/ui/kbd";

const groups: { title: string; rows: { words: string; keys: string[]; or?: string[] }[] }[] = [
  {
    title: "Workflow",
    rows: [
      { words: "Find any command", keys: ["Mod", "K"] },
      { words: "Run, or stop the run", keys: ["Mod", "Enter"] },
      { words: "Publish", keys: ["Mod", "S"] },
      { words: "Undo", keys: ["Mod", "Z"] },
      { words: "Redo", keys: ["Mod", "Shift", "Z"], or: ["Mod", "Y"] },
      { words: "Export JSON", keys: ["Mod", "E"] },
      { words: "Import JSON", keys: ["Mod", "I"] },
    ],
  },
  {
    title: "Nodes",
    rows: [
      { words: "Add a node behind the chosen one", keys: ["Tab"] },
      { words: "Add a node anywhere", keys: ["Double-click"] },
      { words: "Open the chosen node", keys: ["Enter"] },
      { words: "Rename the chosen node", keys: ["F2"] },
      { words: "Copy or cut as JSON", keys: ["Mod", "C"], or: ["Mod", "X"] },
      { words: "Paste nodes, a snippet of JSON, or a curl command", keys: ["Mod", "V"] },
      { words: "Duplicate", keys: ["Mod", "D"] },
      { words: "Group", keys: ["Mod", "G"] },
      { words: "Ungroup", keys: ["Mod", "Shift", "G"] },
      { words: "Add a note", keys: ["N"] },
      { words: "Delete", keys: ["Del"] },
      { words: "Go to the next node that way", keys: ["←", "↑", "→", "↓"] },
      { words: "Move the node", keys: ["Mod", "←", "↑", "→", "↓"] },
      { words: "Choose nothing", keys: ["Esc"] },
    ],
  },
  {
    title: "Expressions",
    rows: [
      { words: "Suggest what may follow", keys: ["Ctrl", "Space"] },
      { words: "Explain what is empty", keys: ["Mod", "."] },
      { words: "Format the expression", keys: ["Shift", "Alt", "E"] },
      { words: "Rename the node that is read", keys: ["F2"] },
    ],
  },
  {
    title: "View",
    rows: [
      { words: "Zoom in, zoom out", keys: ["+"], or: ["-"] },
      { words: "100 %", keys: ["0"] },
      { words: "Fit the graph", keys: ["1"] },
      { words: "Tidy the layout", keys: ["Shift", "L"] },
      { words: "Nodes and outline", keys: ["["] },
      { words: "Inspector", keys: ["]"] },
      { words: "Run drawer", keys: ["\\"] },
      { words: "This list", keys: ["?"] },
    ],
  },
];

/** Every key of the editor. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Keyboard shortcuts" size="wide">
      <div className="grid gap-x-8 gap-y-5 min-[720px]:grid-cols-2">
        {groups.map((group) => (
          <section key={group.title} className={group.title === "Nodes" ? "min-[720px]:row-span-2" : ""}>
            <h3 className="mb-1 font-medium text-dim text-xs">{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div
                  key={row.words}
                  className="flex min-h-8 items-center justify-between gap-4 border-line border-b last:border-b-0"
                >
                  <dt className="text-sm">{row.words}</dt>
                  <dd className="flex items-center gap-1.5 text-faint text-xs">
                    <Keys keys={row.keys} />
                    {row.or && (
                      <>
                        or <Keys keys={row.or} />
                      </>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
