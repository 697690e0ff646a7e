/** A line of an environment's form. `key` keeps a line's identity while others come and go. */
export interface HostRow {
  key: number;
  from: string;
  to: string;
}

/** What is wrong with one side of a line, or undefined. */
export function baseUrlProblem(text: string): string | undefined {
  const value = text.trim();
  if (value === "") return "Write a base URL, for example https://api.github.com.";
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return `“${value}” is not a URL. Begin with https:// or http://.`;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return `“${url.protocol}//” cannot be called. Use https:// or http://.`;
  if (url.username !== "" || url.password !== "")
    return "Leave out user name and password; put them into a header from a secret.";
  if (url.search !== "" || url.hash !== "") return "A base URL has no ? or # part.";
  return undefined;
}

/** Problems by line, and of the whole. Lines that are blank on both sides are left out of the result. */
export function readHosts(rows: readonly HostRow[]): {
  hosts: { from: string; to: string }[];
  problems: Map<number, { from?: string; to?: string }>;
} {
  const problems = new Map<number, { from?: string; to?: string }>();
  const hosts: { from: string; to: string }[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    if (row.from.trim() === "" && row.to.trim() === "") continue;
    const from = row.from.trim().replace(/\/+$/, "");
    const to = row.to.trim().replace(/\/+$/, "");
    const twice = seen.has(from) ? `${from} is mapped above already.` : undefined;
    const fromProblem = baseUrlProblem(row.from) ?? twice;
    const toProblem = baseUrlProblem(row.to);
    seen.add(from);
    if (fromProblem === undefined && toProblem === undefined) hosts.push({ from, to });
    else
      problems.set(row.key, {
        ...(fromProblem === undefined ? {} : { from: fromProblem }),
        ...(toProblem === undefined ? {} : { to: toProblem }),
      });
  }
  return { hosts, problems };
}
