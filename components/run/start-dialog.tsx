"use client";

import { FlaskConical, KeyRound, Play, Server } from "lucide-react";
import Link from "next/link";
import { Fragment, useId, useState } from "react";
import { useShallow } from "zustand/react/shallow";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { isJsonObject, type JsonObject } from "@/lib/base/json";
import type { ApiError } from "@/lib/editor/api-types";
import { useEditor } from "@/lib/editor/use-editor";
import { definitionOf } from "@/lib/nodes/definitions";
import type { WorkflowNode } from "@/lib/workflow/document";
import { FormDialog } from "./form-dialog";
import { formOfTrigger } from "./form-values";
import { PinsNote } from "./pins-note";
import { RunAs } from "./run-as";
import { EventForm } from "./start-form";

interface Asked {
  trigger: WorkflowNode;
  title: string;
  /** Why a start with the last inputs was refused just now. */
  refusal: ApiError | undefined;
  onClose: () => void;
  /** @param as email of the person it is started for; absent for oneself */
  start: (inputs: JsonObject, as: string | undefined) => Promise<ApiError | undefined>;
}

/** Asks for a trigger's inputs and starts the run. `start` resolves to the refusal, if there was one. */
export function StartDialog(asked: Asked) {
  const { trigger, title, refusal, onClose, start } = asked;
  const userInputs = formOfTrigger(trigger);
  const last = useEditor((state) => state.lastInputs[trigger.identifier]);
  const [as, setAs] = useState<string>();
  if (!userInputs) return <EventDialog {...asked} last={last} />;
  return (
    <FormDialog
      title={`Run ${title}`}
      description={descriptionOf(trigger)}
      userInputs={userInputs}
      last={last}
      refusal={refusal}
      buttonText={buttonText(trigger)}
      note={
        <>
          <RunAs value={as} onChange={setAs} />
          <Where />
        </>
      }
      onClose={onClose}
      send={(inputs) => start(inputs, as)}
    />
  );
}

/** Asks for the output of a trigger that has no form. */
function EventDialog({
  trigger,
  title,
  refusal,
  last,
  onClose,
  start,
}: Asked & { last: JsonObject | undefined }) {
  const formId = useId();
  const { config } = trigger;
  const [text, setText] = useState(() =>
    JSON.stringify(last ?? definitionOf(config.type)?.sample?.(config) ?? {}, null, 2),
  );
  const [problem, setProblem] = useState(refusal?.message);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (busy) return;
    const read = readEvent(text);
    if (typeof read === "string") return setProblem(read);
    setBusy(true);
    const refused = await start(read, undefined);
    setBusy(false);
    if (refused) setProblem(refused.message);
    else onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Run ${title}`}
      description={descriptionOf(trigger)}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={busy}>
            {!busy && <Play />}
            Run
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <EventForm
          formId={formId}
          text={text}
          problem={problem}
          onChange={(next) => {
            setText(next);
            setProblem(undefined);
          }}
          onSubmit={() => void submit()}
        />
        <Where />
      </div>
    </Dialog>
  );
}

const descriptionOf = ({ description }: WorkflowNode): string | undefined =>
  typeof description === "string" ? description : undefined;

/** Reference 2.1: the trigger may name its button. */
const buttonText = (trigger: WorkflowNode): string => {
  const text = trigger.config.executeActionButtonText;
  return typeof text === "string" && text.trim() !== "" ? text : "Run";
};

function readEvent(text: string): JsonObject | string {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : "The output of a trigger is an object: { … }.";
  } catch (cause) {
    return `This is not JSON: ${cause instanceof Error ? cause.message : "it cannot be read"}.`;
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
    <>
      <p className="flex items-start gap-2 rounded-control bg-sunken px-3 py-2 text-dim text-xs">
        <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        {words}
      </p>
      <PinsNote />
      <MissingSecrets />
    </>
  );
}

/** What would fail on the way: secrets that nodes read and nobody has added. */
function MissingSecrets() {
  const missing = useEditor(
    useShallow(({ problems }) => [
      ...new Set(problems.flatMap(({ secret, severity }) => (severity === "warning" ? (secret ?? []) : []))),
    ]),
  );
  if (missing.length === 0) return null;
  return (
    <p className="flex items-start gap-2 rounded-control bg-sunken px-3 py-2 text-warn text-xs">
      <KeyRound aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0 break-words">
        Nodes will fail because they read {missing.length === 1 ? "a secret" : "secrets"} that nobody has
        added:{" "}
        {missing.map((name, index) => (
          <Fragment key={name}>
            {index > 0 && ", "}
            <code className="font-mono">{name}</code>
          </Fragment>
        ))}
        .{" "}
        <Link href="/secrets" className="font-medium text-accent hover:underline">
          Add secrets
        </Link>
      </span>
    </p>
  );
}
