"use client";

import { Copy, Send } from "lucide-react";
import { useState } from "react";
import { CopyButton, CopyIcon } from "@/components/run/copy-button";
import { Button } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import type { JsonObject } from "@/lib/base/json";
import { type ApiCall, addressOf, curlOf, missingOf } from "@/lib/editor/openapi";
import { type SentAnswer, sendCall } from "@/lib/editor/send-call";
import { AnswerView } from "./answer-view";
import { BodyField, ParameterField } from "./call-fields";
import { MethodPill } from "./method-pill";
import { SchemaFields } from "./schema-fields";
import { Words } from "./words";

/** One call: what it is, a form to try it, and what it answers. */
export function CallView({ document, call, token }: { document: JsonObject; call: ApiCall; token: string }) {
  const [parameters, setParameters] = useState<Record<string, string>>({});
  const [body, setBody] = useState(call.body?.example ?? "");
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<SentAnswer>();
  const [problem, setProblem] = useState<string>();
  const values = { parameters, body };

  const send = async () => {
    const missing = missingOf(call, values);
    const wrong = missing.length > 0 ? `Fill in ${missing.join(", ")} first.` : bodyProblem(call, body);
    setProblem(wrong);
    if (wrong !== undefined) return;
    setBusy(true);
    try {
      const sent = {
        method: call.method,
        address: addressOf(call, values),
        body: call.body ? body.trim() : "",
        token,
      };
      setAnswer(await sendCall(sent));
    } catch (cause) {
      setAnswer(undefined);
      setProblem(`No answer came (${cause instanceof Error ? cause.message : "network error"}).`);
    }
    setBusy(false);
  };

  return (
    <article aria-label={call.summary} className="flex min-w-0 flex-col gap-5">
      <header>
        <h2 className="font-semibold text-lg">{call.summary}</h2>
        <p className="mt-1.5 flex min-w-0 items-center gap-2">
          <MethodPill method={call.method} />
          <code className="min-w-0 break-all font-mono text-sm">{call.path}</code>
          <CopyIcon text={() => call.path} label="Copy path" icon={<Copy />} />
          {call.open && <Pill>No token needed</Pill>}
        </p>
        {call.description && (
          <p className="mt-2 max-w-2xl text-dim text-sm">
            <Words text={call.description} />
          </p>
        )}
      </header>

      <section
        aria-label="Try it"
        className="flex flex-col gap-3 rounded-card border border-line bg-raised p-4"
      >
        {call.parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={parameters[parameter.name] ?? ""}
            onChange={(value) => setParameters({ ...parameters, [parameter.name]: value })}
          />
        ))}
        {call.body && <BodyField value={body} onChange={setBody} />}
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" busy={busy} onClick={() => void send()}>
            {!busy && <Send />}
            Send
          </Button>
          <CopyButton text={() => curlOf(window.location.origin, call, values)} icon={<Copy />}>
            Copy as curl
          </CopyButton>
        </div>
        {problem && (
          <p role="alert" className="text-bad text-sm">
            {problem}
          </p>
        )}
        {answer && <AnswerView answer={answer} />}
      </section>

      {call.body && <SchemaFields title="Body" document={document} schema={call.body.schema} />}
      {call.answers
        .filter(({ status }) => status.startsWith("2"))
        .map(({ status, description, schema }) => (
          <SchemaFields
            key={status}
            title={`Answer ${status}`}
            lead={description}
            document={document}
            schema={schema}
          />
        ))}
      <section aria-label="Refusals">
        <h3 className="mb-1.5 font-medium text-sm">Refusals</h3>
        <ul className="flex flex-col gap-0.5 text-dim text-sm">
          {call.answers
            .filter(({ status }) => !status.startsWith("2"))
            .map(({ status, description }) => (
              <li key={status}>
                <span className="mr-2 font-mono text-text text-xs">{status}</span>
                {description}
              </li>
            ))}
        </ul>
      </section>
    </article>
  );
}

function bodyProblem(call: ApiCall, body: string): string | undefined {
  if (call.body === undefined || body.trim() === "") return undefined;
  try {
    JSON.parse(body);
    return undefined;
  } catch (cause) {
    return `The body is not JSON: ${cause instanceof Error ? cause.message : "it cannot be read"}.`;
  }
}
