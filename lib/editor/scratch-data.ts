import type { RunState } from "../run/state";
import type { PreviewData } from "./preview-context";

/**
 * The data as a node sees it: what nodes gave before it began. In a run that it took part in the times tell;
 * else the graph does, by the nodes that may run before it.
 */
export function seenBy(
  data: PreviewData,
  node: string,
  run: RunState | null,
  upstream: readonly string[],
): PreviewData {
  const began = run?.nodeRuns.find((one) => one.node === node)?.startedAt;
  const visible =
    run === null || began === undefined
      ? new Set(upstream)
      : new Set(
          run.nodeRuns.flatMap((one) =>
            one.node !== node && one.completedAt !== undefined && one.completedAt <= began ? [one.node] : [],
          ),
        );
  const outputs = Object.fromEntries(Object.entries(data.outputs).filter(([name]) => visible.has(name)));
  return { ...data, outputs };
}
