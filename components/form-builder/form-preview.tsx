"use client";

import { ArrowLeft, ArrowRight, RotateCcw } from "lucide-react";
import { useId, useState } from "react";
import { StartForm } from "@/components/run/start-form";
import type { FormState } from "@/components/run/use-form";
import { Button } from "@/components/ui/button";
import type { JsonObject } from "@/lib/base/json";
import { encryptedInputs } from "@/lib/workflow/inputs";
import { objectOf, textOf } from "./form-rows";

const looks: Record<string, "primary" | "secondary" | "danger"> = { PRIMARY: "primary", DANGER: "danger" };

/** The form as the person sees it who fills it in. Its buttons check and send nothing. */
export function FormPreview({
  userInputs,
  form,
  buttonText,
  onReset,
}: {
  userInputs: JsonObject;
  form: FormState;
  /** What the button of a trigger says. */
  buttonText: string;
  onReset: () => void;
}) {
  const formId = useId();
  const [checked, setChecked] = useState<{ of: JsonObject; sent: JsonObject }>();
  const isLast = form.at >= form.pages.length - 1;
  const buttons = Array.isArray(userInputs.buttons)
    ? userInputs.buttons.map((button) => objectOf(button))
    : undefined;
  const check = () => {
    const sent = form.read();
    setChecked(sent && { of: form.values, sent });
  };
  // What was checked is true of the values that were there then.
  const sent = checked?.of === form.values ? checked.sent : undefined;
  const empty = form.pages.every((page) => page.items.length === 0);
  return (
    <section aria-label="Preview of the form" className="flex min-h-full flex-col gap-3 p-4">
      <header className="flex items-center justify-between gap-2">
        <div>
          <h3 className="font-medium text-sm">Preview</h3>
          <p className="text-dim text-xs">Try it: queries and rules follow what you fill in.</p>
        </div>
        <Button variant="ghost" onClick={onReset}>
          <RotateCcw /> Reset
        </Button>
      </header>
      <div className="flex flex-col gap-4 rounded-card border border-line bg-raised p-4 shadow-float">
        {empty && <p className="py-2 text-center text-dim text-sm">Nothing is asked for yet.</p>}
        <StartForm formId={formId} form={form} onSubmit={buttons ? () => undefined : check} />
        <div className="flex flex-wrap justify-end gap-2 border-line border-t pt-3">
          {form.at > 0 && (
            <Button className="mr-auto" onClick={form.back}>
              <ArrowLeft /> Back
            </Button>
          )}
          {!isLast ? (
            <Button variant="primary" onClick={form.next}>
              Next <ArrowRight />
            </Button>
          ) : buttons ? (
            buttons.map((button, index) => (
              <Button
                // Two buttons may share an identifier while they are written.
                key={`${textOf(button.identifier)} ${index.toString()}`}
                variant={looks[textOf(button.variant)] ?? "secondary"}
                onClick={check}
              >
                {textOf(button.label) || textOf(button.identifier)}
              </Button>
            ))
          ) : (
            <Button variant="primary" onClick={check}>
              {buttonText}
            </Button>
          )}
        </div>
      </div>
      {sent && <Sent inputs={sent} hidden={encryptedInputs(userInputs)} />}
    </section>
  );
}

function Sent({
  inputs,
  hidden,
}: {
  inputs: JsonObject;
  hidden: ReadonlyMap<string, unknown> | ReadonlySet<string>;
}) {
  const shown = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, hidden.has(name) ? "‹encrypted›" : value]),
  );
  return (
    <div role="status" className="flex flex-col gap-1">
      <p className="text-ok text-xs">Everything is filled in. This would be sent:</p>
      <pre className="overflow-x-auto rounded-control border border-line bg-sunken p-2.5 font-mono text-[11px] leading-4">
        {JSON.stringify(shown, null, 2)}
      </pre>
    </div>
  );
}
