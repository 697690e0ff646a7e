"use client";

import { Copy } from "lucide-react";
import { CopyIcon } from "@/components/run/copy-button";
import { Pill } from "@/components/ui/pill";
import type { SentAnswer } from "@/lib/editor/send-call";

/** The most that is drawn of a body, in characters. */
const most = 100_000;

/** Status, time and body of what came back. */
export function AnswerView({ answer: { status, statusText, ms, text } }: { answer: SentAnswer }) {
  return (
    <section aria-label="Answer" className="min-w-0 rounded-control border border-line">
      <p className="flex items-center gap-2 border-line border-b px-3 py-1.5 text-xs">
        <Pill tone={status < 300 ? "ok" : status < 500 ? "warn" : "bad"} mono>
          {status} {statusText}
        </Pill>
        <span className="tabular text-dim">{ms} ms</span>
        <span className="tabular text-faint">{text.length.toLocaleString("en-GB")} characters</span>
        <CopyIcon text={() => text} label="Copy answer" icon={<Copy />} className="ml-auto" />
      </p>
      <pre className="max-h-96 overflow-auto whitespace-pre-wrap break-words px-3 py-2 font-mono text-xs leading-[18px]">
        {text.slice(0, most)}
      </pre>
    </section>
  );
}
