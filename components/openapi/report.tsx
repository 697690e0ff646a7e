"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Pill } from "@/components/ui/pill";
import type { ApiImport } from "@/lib/editor/api-import";

const fates = {
  used: { label: "Used", tone: "accent" },
  note: { label: "Note", tone: "neutral" },
  left: { label: "Left out", tone: "warn" },
} as const;

/** What became of each part of the operations. */
export function ImportReport({
  added,
  onClose,
}: {
  added: Extract<ApiImport, { added: unknown }>["added"];
  onClose: () => void;
}) {
  const left = added.flatMap(({ node }) => node.report).filter(({ fate }) => fate === "left").length;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        added.length === 1 ? "From an API operation to a webhook" : `${added.length} webhooks from an API`
      }
      description={
        left === 0
          ? "Everything that the document asks for is in. Undo takes it back."
          : `${left === 1 ? "One thing is" : `${left} things are`} left out. Undo takes it back.`
      }
      size="wide"
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {added.map(({ identifier, node }) => (
          <section key={identifier} aria-label={node.title}>
            {added.length > 1 && <h3 className="mb-1 font-medium text-sm">{node.title}</h3>}
            <ul aria-label={`Parts of ${node.title}`} className="divide-y divide-line border-line border-y">
              {node.report.map(({ part, fate, why }) => (
                <li key={`${part} ${why}`} className="flex items-start gap-3 py-1.5 text-sm">
                  <span className="w-20 shrink-0">
                    <Pill tone={fates[fate].tone}>{fates[fate].label}</Pill>
                  </span>
                  <code className="w-40 shrink-0 break-words font-mono text-xs leading-5">{part}</code>
                  <span className="min-w-0 flex-1 break-words text-dim">{why}</span>
                </li>
              ))}
              {node.report.length === 0 && (
                <li className="py-1.5 text-dim text-sm">A plain request: nothing to choose.</li>
              )}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
