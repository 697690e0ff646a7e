import "server-only";
import type { RunEnvironment } from "../../run/events";

/** Where the hosts map sends an address. */
export interface Mapped {
  url: URL;
  /** The rule that did it. */
  rule: { from: URL; to: URL };
}

/**
 * The address that an environment gives for one, or nothing when no rule is about it. The longest `from`
 * wins; what comes after it in path and query is kept. A `from` ends at a whole step of the path:
 * `/repos` is not about `/repository`.
 */
export function mapHost(url: URL, environment: RunEnvironment | undefined): Mapped | undefined {
  let best: { from: URL; to: URL; path: string } | undefined;
  for (const { from, to } of environment?.hosts ?? []) {
    if (!URL.canParse(from) || !URL.canParse(to)) continue;
    const source = new URL(from);
    const path = source.pathname.replace(/\/+$/, "");
    if (source.origin !== url.origin || !(url.pathname === path || url.pathname.startsWith(`${path}/`)))
      continue;
    if (best === undefined || path.length > best.path.length) best = { from: source, to: new URL(to), path };
  }
  if (best === undefined) return undefined;
  const target = new URL(best.to);
  target.pathname = best.to.pathname.replace(/\/+$/, "") + url.pathname.slice(best.path.length);
  target.search = url.search;
  return { url: target, rule: { from: best.from, to: best.to } };
}

/** The `host:port` pairs that an environment leads to: what its person allowed by saving it. */
export function targetsOf(environment: RunEnvironment | undefined): string[] {
  const targets = (environment?.hosts ?? []).flatMap(({ to }) => {
    if (!URL.canParse(to)) return [];
    const url = new URL(to);
    return [`${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`];
  });
  return [...new Set(targets)].sort();
}
