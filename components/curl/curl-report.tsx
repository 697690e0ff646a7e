"use client";

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Pill } from "@/components/ui/pill";
import { toast } from "@/components/ui/toast";
import type { CurlPaste } from "@/lib/editor/curl";
import type { FlagFate } from "@/lib/workflow/curl/draft";

const shown = createStore<{ report: (FlagFate & { id: number })[] | null }>(() => ({ report: null }));

/** Says what came of a pasted command: each flag in a window, or the refusal. */
export function sayCurl(result: CurlPaste): void {
  if ("refused" in result)
    toast({ title: "The cURL command cannot be read", description: result.refused, tone: "bad" });
  else shown.setState({ report: result.report.map((each, id) => ({ ...each, id })) });
}

const close = () => shown.setState({ report: null });

const fates = {
  used: { label: "Used", tone: "accent" },
  note: { label: "Note", tone: "neutral" },
  unrepresentable: { label: "Not representable", tone: "warn" },
} as const;

/** The window of `sayCurl`; mounted once, in the editor. */
export function CurlReport() {
  const report = useStore(shown, (state) => state.report);
  const lost = report?.filter(({ fate }) => fate === "unrepresentable").length ?? 0;
  const description =
    lost === 0
      ? "The node does what the command does."
      : `${lost === 1 ? "One thing is" : `${lost} things are`} not in the node. Undo takes the paste back.`;
  return (
    <Dialog
      open={report !== null}
      onOpenChange={(open) => !open && close()}
      title="From cURL to a webhook"
      description={description}
      size="wide"
      footer={
        <Button variant="primary" onClick={close}>
          Done
        </Button>
      }
    >
      <ul aria-label="Flags of the command" className="divide-y divide-line border-line border-y">
        {report?.map(({ id, flag, fate, why }) => (
          <li key={id} className="flex items-start gap-3 py-1.5 text-sm">
            <span className="w-32 shrink-0">
              <Pill tone={fates[fate].tone}>{fates[fate].label}</Pill>
            </span>
            <code className="w-36 shrink-0 break-words font-mono text-xs leading-5">{flag}</code>
            <span className="min-w-0 flex-1 break-words text-dim">{why}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
