import { ExternalLink } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { LogLevel } from "@/lib/nodes/runner";
import type { NodeRunState } from "@/lib/run/state";
import { formatDuration, formatExact } from "./format";
import { MaskedText } from "./masked-text";

const levels: Record<LogLevel, string> = {
  DEBUG: "text-faint",
  INFO: "text-dim",
  WARN: "text-warn",
  ERROR: "text-bad",
};

/** What the node, or an outside system, said about it, in order. */
export function LogTab({ nodeRun }: { nodeRun: NodeRunState }) {
  const began = Date.parse(nodeRun.startedAt);
  return (
    <div className="h-full overflow-auto">
      {nodeRun.links.length > 0 && (
        <ul
          aria-label="Links"
          className="flex flex-wrap gap-x-4 gap-y-1 border-line border-b px-3 py-2 text-xs"
        >
          {nodeRun.links.map((link) => (
            <li key={link} className="min-w-0">
              <a
                href={link}
                target="_blank"
                rel="noreferrer noopener"
                className="inline-flex max-w-full items-center gap-1 text-accent hover:underline"
              >
                <ExternalLink aria-hidden className="size-3 shrink-0" />
                <span className="truncate">{link}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {nodeRun.logs.length === 0 ? (
        <p className="px-3 py-3 text-faint text-xs">Nothing was logged.</p>
      ) : (
        <ol className="py-1 font-mono text-xs leading-5">
          {nodeRun.logs.map((line, index) => (
            <li
              // The log only ever grows, so a line's place is its identity.
              key={`${line.at} ${index.toString()}`}
              className="flex gap-3 px-3 hover:bg-hover"
            >
              <span className="tabular w-16 shrink-0 text-right text-faint" title={formatExact(line.at)}>
                +{formatDuration(Date.parse(line.at) - began)}
              </span>
              <span className={cn("w-11 shrink-0", levels[line.level])}>{line.level}</span>
              <span className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">
                <MaskedText text={line.message} />
                {line.tags &&
                  Object.entries(line.tags).map(([name, value]) => (
                    <span key={name} className="ml-2 text-faint">
                      {name}=<MaskedText text={value} />
                    </span>
                  ))}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
