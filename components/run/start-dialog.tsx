"use client";

import { FlaskConical, Play, Server } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { isJsonObject, type JsonObject } from "@/lib/base/json";
import type { ApiError } from "@/lib/editor/api-types";
import { useEditor } from "@/lib/editor/use-editor";
import type { WorkflowNode } from "@/lib/workflow/document";
import { checkForm, firstValues, formOfTrigger, problemsByInput, withValue } from "./form-values";
import { EventForm, StartForm } from "./start-form";

const fine: ReadonlyMap<string, string> = new Map();

/** Asks for a trigger's inputs and starts the run. `start` resolves to the refusal, if there was one. */
export function StartDialog({
  trigger,
  title,
  refusal,
  onClose,
  start,
}: {
  trigger: WorkflowNode;
  title: string;
  /** Why a start with the last inputs was refused just now. */
  refusal: ApiError | undefined;
  onClose: () => void;
  start: (inputs: JsonObject) => Promise<ApiError | undefined>;
}) {
  const formId = useId();
  const userInputs = formOfTrigger(trigger);
  const last = useEditor((state) => state.lastInputs[trigger.identifier]);
  const [values, setValues] = useState(() => (userInputs ? firstValues(userInputs, last) : {}));
  const [text, setText] = useState(() => JSON.stringify(last ?? {}, null, 2));
  const [problems, setProblems] = useState(() => (refusal ? problemsByInput(refusal.details) : fine));
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    if (busy) return;
    const read = userInputs ? checkForm(userInputs, values) : readEvent(text);
    if ("problems" in read) return setProblems(read.problems);
    setBusy(true);
    const refused = await start(read.inputs);
    setBusy(false);
    if (!refused) return onClose();
    const found = problemsByInput(refused.details);
    // What is not about an input is said once, by the whole.
    setProblems(found.size > 0 && !found.has("") ? found : new Map([...found, ["", refused.message]]));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void submit();
  };

  const whole = problems.get("");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Run ${title}`}
      description={typeof trigger.description === "string" ? trigger.description : undefined}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={busy}>
            {!busy && <Play />}
            {buttonText(trigger)}
          </Button>
        </>
      }
    >
      <div onKeyDownCapture={onKeyDown} role="presentation" className="flex flex-col gap-4">
        {whole && (
          <p role="alert" className="rounded-control border border-line bg-sunken px-3 py-2 text-bad text-sm">
            {whole}
          </p>
        )}
        {userInputs ? (
          <StartForm
            formId={formId}
            userInputs={userInputs}
            values={values}
            problems={problems}
            onChange={(name, value) => {
              setValues((now) => withValue(now, name, value));
              if (problems.has(name)) setProblems(new Map([...problems].filter(([key]) => key !== name)));
            }}
            onSubmit={() => void submit()}
          />
        ) : (
          <EventForm
            formId={formId}
            text={text}
            problem={problems.get("event")}
            onChange={setText}
            onSubmit={() => void submit()}
          />
        )}
        <Where />
      </div>
    </Dialog>
  );
}

const buttonText = (trigger: WorkflowNode): string => {
  const text = trigger.config.buttonText;
  return typeof text === "string" && text !== "" ? text : "Run";
};

function readEvent(text: string): { inputs: JsonObject } | { problems: Map<string, string> } {
  const said = (message: string) => ({ problems: new Map([["event", message]]) });
  if (text.trim() === "") return { inputs: {} };
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? { inputs: value } : said("The output of a trigger is an object: { … }.");
  } catch (cause) {
    return said(`This is not JSON: ${cause instanceof Error ? cause.message : "it cannot be read"}.`);
  }
}

/** Who will answer this run, said before it begins. */
function Where() {
  const name = useEditor((state) => state.environment);
  const environment = useEditor((state) => state.environments.find((row) => row.name === name));
  const Icon = environment?.playground ? FlaskConical : Server;
  const words = environment?.playground
    ? "Playground answers in place of the real hosts."
    : environment
      ? `Environment ${environment.name}: ${environment.hosts.map((host) => host.from).join(", ")} ${environment.hosts.length === 1 ? "is" : "are"} sent elsewhere.`
      : "Requests go to the real hosts.";
  return (
    <p className="flex items-start gap-2 rounded-control bg-sunken px-3 py-2 text-dim text-xs">
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      {words}
    </p>
  );
}
