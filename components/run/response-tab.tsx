"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import { isJsonObject } from "@/lib/base/json";
import type { RecordedResponse } from "@/lib/nodes/runner";
import type { NodeRunState } from "@/lib/run/state";
import { count, formatBytes, formatDuration } from "./format";
import { HeadersTable } from "./headers-table";
import { JsonTree } from "./json-tree";
import { RawText, Segments } from "./json-view";
import { bodyJson } from "./response-body";
import { httpTone } from "./status";

/** The response as it came: status, time, size, then the body as tree or text, and the headers. */
export function ResponseTab({
  response,
  nodeRun,
  bodyUrl,
}: {
  response: RecordedResponse;
  nodeRun: NodeRunState;
  /** Where the whole body can be read when it was cut. */
  bodyUrl: string;
}) {
  const json = useMemo(() => bodyJson(response), [response]);
  const [chosen, setChosen] = useState<"tree" | "raw" | "headers">();
  const [whole, setWhole] = useState<{ text: string } | { problem: string } | "loading">();
  const view = chosen ?? (json === undefined ? "raw" : "tree");
  // A path is only worth copying when the template can read it: not after `variables` replaced the output.
  const root =
    !nodeRun.replaced && isJsonObject(nodeRun.output)
      ? ["outputs", nodeRun.node, "response", "data"]
      : undefined;

  const readWhole = async () => {
    setWhole("loading");
    const answer = await fetch(bodyUrl).catch(() => undefined);
    setWhole(
      answer?.ok
        ? { text: await answer.text() }
        : { problem: "The stored body could not be read. Check that the server is running and try again." },
    );
  };
  const text = typeof whole === "object" && "text" in whole ? whole.text : response.body;

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-1 text-dim text-xs">
        <Pill tone={httpTone(response.status)} mono>
          {`${response.status} ${response.statusText}`.trim()}
        </Pill>
        <span
          className="tabular"
          title={`First byte after ${formatDuration(response.timing.headers)}, whole body after ${formatDuration(response.timing.total)}`}
        >
          {formatDuration(response.timing.total)}
        </span>
        <span className="tabular">{formatBytes(response.size)}</span>
        {response.redirects.length > 0 && (
          <span title={response.redirects.join("\n")}>
            {count(response.redirects.length, "redirect")} followed
          </span>
        )}
        <span className="ml-auto">
          <Segments
            label="Part of the response"
            value={view}
            onChange={setChosen}
            items={[
              ...(json === undefined ? [] : [{ value: "tree" as const, label: "Tree" }]),
              { value: "raw", label: "Raw" },
              { value: "headers", label: count(response.headers.length, "header") },
            ]}
          />
        </span>
      </div>
      {response.truncated && view === "raw" && (
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b bg-sunken px-3 py-1.5 text-xs">
          {typeof whole === "object" && "text" in whole ? (
            <span>The whole body, {formatBytes(response.size)}.</span>
          ) : (
            <>
              <span>
                The head of {formatBytes(response.size)}; templates read the whole body.
                {typeof whole === "object" && <span className="text-bad"> {whole.problem}</span>}
              </span>
              <Button variant="ghost" busy={whole === "loading"} onClick={() => void readWhole()}>
                Show all of it
              </Button>
            </>
          )}
        </div>
      )}
      {view === "tree" && json !== undefined && <JsonTree value={json} label="Response body" root={root} />}
      {view === "raw" &&
        (text === "" ? (
          <p className="px-3 py-2 text-faint text-xs">The response has no body.</p>
        ) : (
          <RawText text={text} label="Response body" />
        ))}
      {view === "headers" && (
        <div className="min-h-0 flex-1 overflow-auto">
          <HeadersTable headers={response.headers} />
        </div>
      )}
    </div>
  );
}
