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
      .map(({ type, title, description, role }) => ({ type, title, description, role }));
    return entries.length > 0 ? [{ title: group.title, entries }] : [];
  });
}
