/**
 * Which environment a person runs a workflow in; kept by the browser, because it is theirs and not the
 * workflow's. `null` is a choice too: the real hosts. `undefined`: nothing was chosen yet.
 */
const key = (workflow: string) => `slipway:environment:${workflow}`;

/** `workflow` is the stable id (`wf_…`), not the identifier, which may change. */
export function rememberedEnvironment(workflow: string): string | null | undefined {
  try {
    const stored = localStorage.getItem(key(workflow));
    if (stored === null) return undefined;
    return stored === "" ? null : stored;
  } catch {
    // A browser may refuse storage altogether; then nothing is remembered.
    return undefined;
  }
}

/** Keeps the choice for the next visit. */
export function rememberEnvironment(workflow: string, environment: string | null): void {
  try {
    localStorage.setItem(key(workflow), environment ?? "");
  } catch {
    // See above: forgetting is the worst that happens.
  }
}
