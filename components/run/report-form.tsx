"use client";

import { Check, Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input, Textarea } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import { api, type NodeRunReport } from "@/lib/editor/api";

type Sending = "SUCCESS" | "FAILED" | "ADD";

/** Reports on a waiting node run in place of the outside system: its end, or a line and a link on the way. */
export function ReportForm({
  run,
  nodeRun,
  links,
}: {
  run: string;
  nodeRun: string;
  /** Those that it has; a report replaces them all. */
  links: readonly string[];
}) {
  const id = useId();
  const [output, setOutput] = useState("");
  const [line, setLine] = useState("");
  const [link, setLink] = useState("");
  const [sending, setSending] = useState<Sending>();
  const [problem, setProblem] = useState<{ of: "output" | "link" | "all"; text: string }>();

  const send = async (what: Sending) => {
    const report = reportOf(what, output, line, link, links);
    if ("text" in report) return setProblem(report);
    setProblem(undefined);
    setSending(what);
    const answer = await api.reportNodeRun(run, nodeRun, report);
    setSending(undefined);
    if (!answer.ok) return setProblem({ of: "all", text: answer.error.message });
    setLine("");
    setLink("");
  };
  const said = (of: "output" | "link") => (problem?.of === of ? problem.text : undefined);

  return (
    <div className="flex max-w-2xl flex-col gap-3">
      <Field id={`${id}-output`} label="Output, as JSON" hint="Optional" error={said("output")}>
        <Textarea
          id={`${id}-output`}
          mono
          rows={2}
          value={output}
          placeholder={'{ "url": "https://…" }'}
          aria-invalid={said("output") !== undefined || undefined}
          onChange={(event) => setOutput(event.target.value)}
          className="min-h-14"
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button busy={sending === "SUCCESS"} disabled={!!sending} onClick={() => void send("SUCCESS")}>
          <Check />
          Send success
        </Button>
        <Button
          variant="danger"
          busy={sending === "FAILED"}
          disabled={!!sending}
          onClick={() => void send("FAILED")}
        >
          <X />
          Send failure
        </Button>
      </div>
      <fieldset className="flex flex-wrap items-end gap-2">
        <legend className="sr-only">On the way</legend>
        <div className="min-w-40 flex-1">
          <Field id={`${id}-line`} label="Log line">
            <Input id={`${id}-line`} value={line} onChange={(event) => setLine(event.target.value)} />
          </Field>
        </div>
        <div className="min-w-40 flex-1">
          <Field id={`${id}-link`} label="Link" error={said("link")}>
            <Input
              id={`${id}-link`}
              type="url"
              value={link}
              placeholder="https://…"
              aria-invalid={said("link") !== undefined || undefined}
              onChange={(event) => setLink(event.target.value)}
            />
          </Field>
        </div>
        <Button
          busy={sending === "ADD"}
          disabled={!!sending || (line.trim() === "" && link.trim() === "")}
          onClick={() => void send("ADD")}
        >
          <Plus />
          Add without ending
        </Button>
      </fieldset>
      {problem?.of === "all" && (
        <p role="alert" className="text-bad text-xs">
          {problem.text}
        </p>
      )}
    </div>
  );
}

function reportOf(
  what: Sending,
  output: string,
  line: string,
  link: string,
  links: readonly string[],
): NodeRunReport | { of: "output" | "link"; text: string } {
  if (link.trim() !== "" && !/^https?:$/.test(URL.parse(link.trim())?.protocol ?? ""))
    return { of: "link", text: "A link begins with https:// or http://." };
  const added: NodeRunReport = {
    ...(line.trim() === "" ? {} : { logs: [{ level: "INFO", message: line.trim() }] }),
    ...(link.trim() === "" ? {} : { links: [...links, link.trim()] }),
  };
  if (what === "ADD") return added;
  try {
    const value = output.trim() === "" ? {} : { output: JSON.parse(output) as Json };
    return { ...added, ...value, status: "COMPLETED", result: what };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "it cannot be read";
    return { of: "output", text: `This is not JSON: ${reason}.` };
  }
}
