"use client";

import { ArrowRight, Database, Terminal } from "lucide-react";
import { useState } from "react";
import { Pill } from "@/components/ui/pill";
import type { RecordedRequest } from "@/lib/nodes/runner";
import { CopyButton } from "./copy-button";
import { toCurl } from "./curl";
import { count, formatBytes } from "./format";
import { HeadView } from "./head-view";
import { HeadersTable } from "./headers-table";
import { JsonTree } from "./json-tree";
import { RawText, Segments } from "./json-view";
import { MaskedText } from "./masked-text";

/** The request as it was sent, secrets by name. */
export function RequestTab({
  request,
  bodyUrl,
}: {
  request: RecordedRequest;
  /** Where the whole body can be read when it was cut. */
  bodyUrl: string;
}) {
  const { bodyHead } = request;
  const hasBody = request.body !== undefined || bodyHead !== undefined;
  const [view, setView] = useState<"body" | "raw" | "headers">(hasBody ? "body" : "headers");
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 flex-col gap-1 px-3 pt-2 pb-1.5">
        <p className="flex items-start gap-2">
          <Pill mono>{request.method}</Pill>
          <span className="max-h-16 min-w-0 overflow-y-auto font-mono text-xs leading-5 [overflow-wrap:anywhere]">
            <MaskedText text={request.url} />
          </span>
        </p>
        {request.sentTo && <SentTo request={request} sentTo={request.sentTo} />}
        {request.catalog && (
          <p className="flex min-w-0 items-center gap-2 text-dim text-xs leading-5">
            <Database aria-hidden className="size-3 shrink-0" />
            Answered by the built-in catalog: no credentials of Port are set. Nothing left this machine.
          </p>
        )}
        {request.portAuth && (
          <p className="text-dim text-xs">
            Port's credentials were added to this request; they are not recorded.
          </p>
        )}
      </div>
      <div className="flex h-8 shrink-0 pointer-coarse:h-[52px] items-center justify-between gap-2 border-line border-y pr-1 pl-3">
        <Segments
          label="Part of the request"
          value={view}
          onChange={setView}
          items={[
            ...(hasBody
              ? ([
                  { value: "body", label: "Body" },
                  ...(bodyHead === undefined ? [{ value: "raw", label: "Raw" } as const] : []),
                ] as const)
              : []),
            { value: "headers", label: count(request.headers.length, "header") },
          ]}
        />
        <span className="flex items-center gap-1">
          <span className="tabular text-faint text-xs">{formatBytes(request.size)}</span>
          {bodyHead === undefined && request.method !== "PUBLISH" && (
            <CopyButton text={() => toCurl(request)} icon={<Terminal />}>
              Copy as cURL
            </CopyButton>
          )}
        </span>
      </div>
      {view === "headers" && (
        <div className="min-h-0 flex-1 overflow-auto">
          <HeadersTable headers={request.headers} />
        </div>
      )}
      {view === "body" && bodyHead !== undefined && (
        <HeadView head={bodyHead} url={bodyUrl} label="Request body" />
      )}
      {view === "body" && request.body !== undefined && (
        <JsonTree value={request.body} label="Request body" />
      )}
      {view === "raw" && request.body !== undefined && (
        <RawText
          text={typeof request.body === "string" ? request.body : JSON.stringify(request.body, null, 2)}
          label="Request body"
        />
      )}
    </div>
  );
}

/** Says that the address above is not where the request went. */
function SentTo({ request, sentTo }: { request: RecordedRequest; sentTo: string }) {
  const words = request.via?.playground
    ? "Answered by the Playground"
    : `Sent elsewhere by ${request.via?.environment ?? "the environment"}`;
  return (
    <p className="flex min-w-0 items-center gap-2 text-dim text-xs leading-5" title={sentTo}>
      <ArrowRight aria-hidden className="size-3 shrink-0" />
      <span className="shrink-0">{words}</span>
      <span className="truncate font-mono text-faint">
        <MaskedText text={sentTo} />
      </span>
    </p>
  );
}
