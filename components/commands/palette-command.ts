import type { ReactNode } from "react";
import type { Command, Stretch } from "@/lib/editor/command-search";

/** A line of the palette and what choosing it does. */
export interface PaletteCommand extends Command {
  icon: ReactNode;
  keys?: readonly string[];
  /** A dim word at the end of the line: where it is, when it was. */
  aside?: ReactNode;
  /** Marks in the title that are known already, for lines that a search of their own found. */
  marks?: readonly Stretch[];
  run(): void;
}

/** A command before it is told to be one: the group is added for all at once. */
export type PlainCommand = Omit<PaletteCommand, "group">;
