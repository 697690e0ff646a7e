/** A key of the editor, in words. `Mod` is Ctrl, or Cmd on a Mac. */
export interface Shortcut {
  words: string;
  keys: readonly string[];
  /** Another key for the same, or the key for the opposite. */
  or?: readonly string[];
}

export interface ShortcutGroup {
  title: string;
  rows: readonly Shortcut[];
}

/** Every key of the editor; the dialog, the page and the command palette read this one table. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: "Workflow",
    rows: [
      { words: "Find and go to anything", keys: ["Mod", "K"] },
      { words: "Find in this workflow", keys: ["Mod", "F"] },
      { words: "Next match, previous match", keys: ["F3"], or: ["Shift", "F3"] },
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
      { words: "Choose all", keys: ["Mod", "A"] },
      { words: "Connect the chosen node by keyboard", keys: ["C"] },
      { words: "Pin the output of the chosen nodes in test runs, or unpin", keys: ["P"] },
      { words: "Disable the chosen nodes in test runs, or enable", keys: ["D"] },
      { words: "Group", keys: ["Mod", "G"] },
      { words: "Ungroup", keys: ["Mod", "Shift", "G"] },
      { words: "Add a note", keys: ["N"] },
      { words: "Delete", keys: ["Del"] },
      { words: "Delete and reconnect", keys: ["Mod", "Del"] },
      { words: "Go to the next node that way", keys: ["←", "↑", "→", "↓"] },
      { words: "Choose the next node that way as well", keys: ["Shift", "←", "↑", "→", "↓"] },
      { words: "Move the chosen nodes", keys: ["Mod", "←", "↑", "→", "↓"] },
      { words: "Move them further", keys: ["Mod", "Shift", "←", "↑", "→", "↓"] },
      { words: "Choose nothing", keys: ["Esc"] },
    ],
  },
  {
    title: "Outline",
    rows: [
      { words: "Add a node behind the row", keys: ["Shift", "Enter"] },
      { words: "Move the step up, down", keys: ["Alt", "↑"], or: ["Alt", "↓"] },
      { words: "Choose all rows up to the next", keys: ["Shift", "↑", "↓"] },
      { words: "Connect the row's node", keys: ["Shift", "C"] },
      { words: "Pin it, disable it in test runs", keys: ["Shift", "P"], or: ["Shift", "D"] },
      { words: "Add the row to what is chosen", keys: ["Space"] },
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
      { words: "Tidy the layout, or the chosen nodes", keys: ["Shift", "L"] },
      { words: "Nodes and outline", keys: ["["] },
      { words: "Inspector", keys: ["]"] },
      { words: "Run drawer", keys: ["\\"] },
      { words: "This list", keys: ["?"] },
    ],
  },
];

/** The groups with the rows whose words, keys or group hold every word of the search. */
export function searchShortcuts(search: string): ShortcutGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return shortcutGroups.flatMap((group) => {
    const rows = group.rows.filter((row) => {
      const text =
        `${group.title} ${row.words} ${row.keys.join("+")} ${row.or?.join("+") ?? ""}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return rows.length > 0 ? [{ ...group, rows }] : [];
  });
}
