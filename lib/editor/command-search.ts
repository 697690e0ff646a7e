/** A command of the palette. */
export interface Command {
  id: string;
  title: string;
  /** What else one may call it by. */
  words?: string;
}

/** The commands that hold every word of the query, those whose title begins with it first; the order stays otherwise. */
export function searchCommands<C extends Command>(commands: readonly C[], query: string): C[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ title }: C): number => {
    const name = title.toLowerCase();
    if (name.startsWith(words.join(" "))) return 0;
    return words.every((word) => name.split(/\W+/).some((part) => part.startsWith(word))) ? 1 : 2;
  };
  return commands
    .filter(({ title, words: other = "" }) => {
      const text = `${title} ${other}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((command, at) => ({ command, at, rank: rank(command) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ command }) => command);
}
