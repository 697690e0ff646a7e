/** A line of the command palette. */
export interface Command {
  id: string;
  /** What it belongs to; lines of a group stand together. */
  group: string;
  title: string;
  /** What else one may call it by. */
  words?: string;
}

/** A stretch of a text, in UTF-16 code units; `end` is exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

/** A line that was found, and which parts of its title say so. */
export interface Found<C extends Command> {
  command: C;
  marks: Stretch[];
}

export interface FoundGroup<C extends Command> {
  title: string;
  found: Found<C>[];
}

/** What one sign in front of the query narrows the list to. */
export const prefixes: Readonly<Record<string, { title: string; groups: readonly string[] }>> = {
  ">": { title: "Commands", groups: ["Commands"] },
  "@": { title: "Nodes", groups: ["Nodes", "Connections"] },
  "#": { title: "Runs", groups: ["Runs"] },
};

/** The query without its prefix, in lower case, and the groups that the prefix names. */
export function readQuery(query: string): { text: string; groups?: readonly string[] } {
  const trimmed = query.trimStart();
  const prefix = prefixes[trimmed.charAt(0)];
  const text = (prefix ? trimmed.slice(1) : trimmed).trim().toLowerCase();
  return prefix ? { text, groups: prefix.groups } : { text };
}

/** Lines of each group at most: in the list of everything, and where a prefix asks for one group alone. */
const few = 6;
const many = 200;

/**
 * The lines that a query finds, in groups, the group with the best line first.
 *
 * With no query these are the lines chosen last and all commands; a prefix alone lists its groups whole.
 *
 * @param recent identifiers of the lines chosen last, the newest first
 */
export function searchCommands<C extends Command>(
  commands: readonly C[],
  query: string,
  recent: readonly string[] = [],
): FoundGroup<C>[] {
  const { text, groups } = readQuery(query);
  const inReach = groups ? commands.filter(({ group }) => groups.includes(group)) : commands;
  if (text === "") {
    const plain = (command: C): Found<C> => ({ command, marks: [] });
    const byId = new Map(inReach.map((command) => [command.id, command]));
    const last = groups ? [] : recent.flatMap((id) => byId.get(id) ?? []).slice(0, 5);
    // A list without commands is short of nothing to begin with, and shows all that it has.
    const whole = groups !== undefined || !inReach.some(({ group }) => group === "Commands");
    const rest = inReach.filter((command) => whole || command.group === "Commands");
    const without = new Set(last);
    return grouped([
      ...last.map((command) => ({ ...plain(command), title: "Recent" })),
      ...rest
        .filter((command) => !without.has(command))
        .map((command) => ({ ...plain(command), title: command.group })),
    ]);
  }
  const words = text.split(/\s+/);
  const ranks = new Map(recent.map((id, at) => [id, at]));
  const order = new Map<string, number>();
  for (const { group } of inReach) if (!order.has(group)) order.set(group, order.size);
  const hits = inReach.flatMap((command, at) => {
    const hit = match(command, text, words);
    if (!hit) return [];
    const age = ranks.get(command.id);
    // Within one kind of match, what was chosen lately comes first.
    return [{ ...hit, command, at, score: hit.score + (age === undefined ? 0 : 40 - Math.min(age, 30)) }];
  });
  hits.sort((a, b) => b.score - a.score || a.at - b.at);
  const best = new Map<string, number>();
  for (const { command, score } of hits)
    if (!best.has(command.group)) best.set(command.group, Math.floor(score / 100));
  const found = grouped(
    hits.map(({ command, marks }) => ({ command, marks, title: command.group })),
    groups ? many : few,
  );
  return found.sort(
    (a, b) =>
      (best.get(b.title) ?? 0) - (best.get(a.title) ?? 0) ||
      (order.get(a.title) ?? 0) - (order.get(b.title) ?? 0),
  );
}

function grouped<C extends Command>(found: (Found<C> & { title: string })[], most = many): FoundGroup<C>[] {
  const groups = new Map<string, Found<C>[]>();
  for (const { title, command, marks } of found) {
    const list = groups.get(title) ?? [];
    if (list.length < most) list.push({ command, marks });
    groups.set(title, list);
  }
  return [...groups].map(([title, list]) => ({ title, found: list }));
}

/** How well a line fits, in hundreds by kind of match; nothing when it does not. */
function match(
  { title, words: other = "" }: Command,
  text: string,
  words: readonly string[],
): { score: number; marks: Stretch[] } | undefined {
  const name = title.toLowerCase();
  if (name.startsWith(text)) return { score: 900, marks: [{ start: 0, end: text.length }] };
  const starts = words.map((word) => wordStart(name, word));
  if (starts.every((at) => at >= 0)) return { score: 800, marks: stretches(starts, words) };
  const within = words.map((word) => name.indexOf(word));
  if (within.every((at) => at >= 0)) return { score: 700, marks: stretches(within, words) };
  const more = other.toLowerCase();
  if (words.every((word, at) => within[at]! >= 0 || wordStart(more, word) >= 0))
    return { score: 500, marks: stretches(within, words) };
  if (words.every((word, at) => within[at]! >= 0 || more.includes(word)))
    return { score: 400, marks: stretches(within, words) };
  const letters = words.length === 1 && text.length >= 2 ? inOrder(name, text) : undefined;
  return letters && { score: 200 - Math.min(99, letters.length * 10), marks: letters };
}

const stretches = (starts: readonly number[], words: readonly string[]): Stretch[] =>
  starts
    .flatMap((start, at) => (start < 0 ? [] : [{ start, end: start + words[at]!.length }]))
    .sort((a, b) => a.start - b.start);

const isWordStart = (text: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));

/** Where a word of the text begins like this; -1 when none does. */
function wordStart(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (isWordStart(text, at)) return at;
  return -1;
}

/** The letters in their order, each next to the one before or at the start of a word: `otj` finds `Open the JSON`. */
function inOrder(text: string, letters: string): Stretch[] | undefined {
  const found: Stretch[] = [];
  let from = 0;
  for (const letter of letters) {
    const last = found.at(-1);
    if (last && text.charAt(last.end) === letter) {
      last.end += 1;
      from = last.end;
      continue;
    }
    let at = text.indexOf(letter, from);
    while (at >= 0 && !isWordStart(text, at)) at = text.indexOf(letter, at + 1);
    if (at < 0) return undefined;
    found.push({ start: at, end: at + 1 });
    from = at + 1;
  }
  return found;
}
