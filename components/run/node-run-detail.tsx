"use client";

import { useState } from "react";
import { Pill } from "@/components/ui/pill";
import { type TabItem, Tabs } from "@/components/ui/tabs";
import { api } from "@/lib/editor/api";
import type { NodeRunState } from "@/lib/run/state";
import { AnswerTab } from "./answer-tab";
import { AttemptsTab } from "./attempts-tab";
import { CallbackTab } from "./callback-tab";
import { ErrorCard } from "./error-card";
import { count } from "./format";
import { HeadView } from "./head-view";
import { JsonView } from "./json-view";
import { LabelPill } from "./label-pill";
import { LogTab } from "./log-tab";
import { RequestTab } from "./request-tab";
import { ResponseTab } from "./response-tab";
import { nodeRunLook } from "./status";
import { StatusPill } from "./status-pill";

/** Everything recorded about one node run. */
export function NodeRunDetail({
  run,
  nodeRun,
  title,
}: {
  run: string;
  nodeRun: NodeRunState;
  title: string;
}) {
  const [chosen, setChosen] = useState<string>();
  const items = tabsOf(run, nodeRun);
  const shown = items.find((item) => item.value === chosen && !item.disabled) ?? firstOf(items, nodeRun);
  return (
    <section aria-label={`Details of ${title}`} className="flex h-full min-h-0 flex-col">
      {nodeRun.error && <ErrorCard error={nodeRun.error} node={nodeRun.node} />}
      <Tabs
        label="Node run"
        className="flex-1"
        contentClassName="flex flex-col"
        value={shown?.value ?? "output"}
        onChange={setChosen}
        items={items}
        aside={<Outcome nodeRun={nodeRun} />}
      />
    </section>
  );
}

/** How it stands, which way it went, and the words its author gave it. */
function Outcome({ nodeRun }: { nodeRun: NodeRunState }) {
  return (
    <span className="flex items-center gap-2">
      {nodeRun.label && <LabelPill label={nodeRun.label} />}
      {nodeRun.fallback && <Pill>fallback</Pill>}
      {nodeRun.outlet && <Pill>{`→ ${nodeRun.outlet}`}</Pill>}
      <StatusPill look={nodeRunLook(nodeRun)} short />
    </span>
  );
}

/** The tab to begin with: what the person has to do, else what came back. */
function firstOf(items: readonly TabItem[], nodeRun: NodeRunState): TabItem | undefined {
  const wanted =
    nodeRun.waitingFor === "callback" || nodeRun.waitingFor === "agent"
      ? "callback"
      : nodeRun.prompt !== undefined && nodeRun.status === "IN_PROGRESS"
        ? "answer"
        : nodeRun.response
          ? "response"
          : nodeRun.error && nodeRun.request
            ? "request"
            : "output";
  return (
    items.find((item) => item.value === wanted && !item.disabled) ?? items.find((item) => !item.disabled)
  );
}

function tabsOf(run: string, nodeRun: NodeRunState): TabItem[] {
  const { request, response, output, outputHead } = nodeRun;
  const bodyUrl = (of: "response" | "request" | "output") => api.nodeRunBodyUrl(run, nodeRun.nodeRun, of);
  // A message that is published gets no response.
  const isMessage = request?.method === "PUBLISH";
  const calls = request !== undefined || response !== undefined;
  const reported =
    nodeRun.waitingFor === "callback" ||
    nodeRun.waitingFor === "agent" ||
    nodeRun.externalRunId !== undefined ||
    nodeRun.continues;
  return [
    ...(nodeRun.prompt === undefined
      ? []
      : [
          {
            value: "answer",
            label: nodeRun.status === "IN_PROGRESS" ? "Provide inputs" : "Answers",
            content: <AnswerTab key={nodeRun.nodeRun} nodeRun={nodeRun} />,
          },
        ]),
    ...(calls
      ? [
          {
            value: "request",
            label: "Request",
            disabled: !request,
            content: request ? (
              <RequestTab key={nodeRun.nodeRun} request={request} bodyUrl={bodyUrl("request")} />
            ) : null,
          },
          ...(isMessage
            ? []
            : [
                {
                  value: "response",
                  label: "Response",
                  content: response ? (
                    <ResponseTab
                      key={nodeRun.nodeRun}
                      response={response}
                      nodeRun={nodeRun}
                      bodyUrl={bodyUrl("response")}
                    />
                  ) : (
                    <NoResponse nodeRun={nodeRun} />
                  ),
                },
              ]),
        ]
      : []),
    {
      value: "output",
      label: "Output",
      content:
        outputHead !== undefined ? (
          <HeadView key={nodeRun.nodeRun} head={outputHead} url={bodyUrl("output")} label="Output" />
        ) : output === undefined ? (
          <p className="px-3 py-3 text-faint text-xs">
            {nodeRun.mock === "disabled"
              ? "It was disabled in this test run and not run, so it has no output."
              : nodeRun.status === "COMPLETED"
                ? "This node has no output."
                : "The output comes when the node is done."}
          </p>
        ) : (
          <JsonView
            key={nodeRun.nodeRun}
            value={output}
            label="Output"
            root={["outputs", nodeRun.node]}
            bar={
              nodeRun.mock
                ? "Pinned: the node was not run"
                : nodeRun.replaced
                  ? "Made by the node's variables"
                  : "What later nodes read"
            }
          />
        ),
    },
    {
      value: "log",
      label: nodeRun.logs.length > 0 ? `Log (${nodeRun.logs.length})` : "Log",
      content: <LogTab nodeRun={nodeRun} />,
    },
    ...(nodeRun.attempts.length > 0
      ? [
          {
            value: "attempts",
            label: `Attempts (${nodeRun.attempts.length + 1})`,
            content: <AttemptsTab nodeRun={nodeRun} />,
          },
        ]
      : []),
    ...(reported
      ? [{ value: "callback", label: "Callback", content: <CallbackTab nodeRun={nodeRun} /> }]
      : []),
  ];
}

function NoResponse({ nodeRun }: { nodeRun: NodeRunState }) {
  const words =
    nodeRun.status === "IN_PROGRESS"
      ? "No response yet."
      : "No response came. The error above says why; the request shows what was sent.";
  return (
    <p role="status" className="px-3 py-3 text-faint text-xs">
      {words}
      {nodeRun.logs.length > 0 && ` See ${count(nodeRun.logs.length, "line")} in the log.`}
    </p>
  );
}
