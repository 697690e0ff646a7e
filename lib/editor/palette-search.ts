import type { NodeRole } from "../nodes/define";
import { definitions, paletteOrder } from "../nodes/definitions";

export interface PaletteEntry {
  type: string;
  title: string;
  description: string;
  role: NodeRole;
}

/** The palette's groups with the types that match every word of the query in title, description or type. */
export function searchPalette(query: string): { title: string; entries: PaletteEntry[] }[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return paletteOrder.flatMap((group) => {
    const entries = group.types
      .map((type) => definitions[type])
      .filter(({ type, title, description }) => {
        const text = `${title} ${description} ${type}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .map(({ type, title, description, role }) => ({ type, title, description, role }))
      .sort((a, b) => rankOf(a, words) - rankOf(b, words));
    return entries.length > 0 ? [{ title: group.title, entries }] : [];
  });
}

/** 0: the title begins with what was typed; 1: it holds it; 2: only the description does. */
function rankOf({ title }: PaletteEntry, words: readonly string[]): number {
  const name = title.toLowerCase();
  const [first] = words;
  if (first === undefined || name.startsWith(first)) return 0;
  return words.every((word) => name.includes(word)) ? 1 : 2;
}

/** Every matching type in one list, the best first. */
export function searchTypes(query: string): PaletteEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return searchPalette(query)
    .flatMap((group) => group.entries)
    .sort((a, b) => rankOf(a, words) - rankOf(b, words));
}
