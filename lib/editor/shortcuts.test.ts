import { describe, expect, it } from "vitest";
import { searchShortcuts, shortcutGroups } from "./shortcuts";

describe("searchShortcuts", () => {
  it("gives everything for an empty search, by words, keys and group otherwise", () => {
    expect(searchShortcuts(" ")).toEqual(shortcutGroups);
    const words = (search: string) =>
      searchShortcuts(search).flatMap(({ rows }) => rows.map((row) => row.words));
    expect(words("tidy")).toEqual(["Tidy the layout, or the chosen nodes"]);
    expect(words("mod+shift")).toEqual(["Redo", "Ungroup", "Move them further"]);
    expect(words("nodes rename")).toEqual(["Rename the chosen node"]);
    expect(words("nothing like it")).toEqual([]);
  });

  it("says each thing once in a group", () => {
    for (const { rows } of shortcutGroups)
      expect(new Set(rows.map((row) => row.words)).size).toBe(rows.length);
  });
});
