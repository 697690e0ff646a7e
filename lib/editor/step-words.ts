/** The verbs that begin the names of steps, as what has happened. */
const past: Readonly<Record<string, string>> = {
  Add: "Added",
  Align: "Aligned",
  Change: "Changed",
  Colour: "Coloured",
  Connect: "Connected",
  Delete: "Deleted",
  Disconnect: "Disconnected",
  Distribute: "Distributed",
  Duplicate: "Duplicated",
  Group: "Grouped",
  Insert: "Inserted",
  Move: "Moved",
  Remove: "Removed",
  Rename: "Renamed",
  Replace: "Replaced",
  Tidy: "Tidied",
  Ungroup: "Ungrouped",
};

/**
 * An undo step's name as the news of it: "Move 2 nodes" → "Moved 2 nodes". What is deleted says how it comes back.
 *
 * @param undoKeys how the keys of undo are called here: "Ctrl+Z"
 */
export function newsOf(label: string, undoKeys: string): string {
  const [verb = "", ...rest] = label.split(" ");
  const words = [past[verb] ?? verb, ...rest].join(" ").replace(/ and reconnect$/, " and reconnected");
  return verb === "Delete" ? `${words}. Undo with ${undoKeys}` : words;
}
