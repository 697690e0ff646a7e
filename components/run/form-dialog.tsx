"use client";

import { ArrowLeft, ArrowRight, Play } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { JsonObject } from "@/lib/base/json";
import type { ApiError } from "@/lib/editor/api-types";
import { encryptInputs } from "@/lib/editor/encrypt-inputs";
import { problemsByInput } from "./form-values";
import { StartForm } from "./start-form";
import { useForm } from "./use-form";

/** Asks for the inputs of a form, step by step, and sends them. `send` resolves to the refusal, if there was one. */
export function FormDialog({
  title,
  description,
  userInputs,
  last,
  refusal,
  buttonText = "Run",
  note,
  onClose,
  send,
}: {
  title: string;
  description?: string | undefined;
  userInputs: JsonObject;
  /** What the form opens with, over its defaults. */
  last?: JsonObject | undefined;
  /** Why it was refused just now, with `last` as the inputs. */
  refusal?: ApiError | undefined;
  buttonText?: string;
  /** Stands below the form. */
  note?: ReactNode;
  onClose: () => void;
  send: (inputs: JsonObject) => Promise<ApiError | undefined>;
}) {
  const formId = useId();
  const form = useForm(userInputs, last, refusal && problemsByInput(refusal.details));
  const [busy, setBusy] = useState(false);
  const isLast = form.at >= form.pages.length - 1;

  const submit = async () => {
    const inputs = busy ? undefined : form.read();
    if (inputs === undefined) return;
    setBusy(true);
    const sealed = await encryptInputs(userInputs, inputs);
    if (!sealed.ok) {
      setBusy(false);
      return form.show(problemsByInput(sealed.error));
    }
    const refused = await send(sealed.value);
    setBusy(false);
    if (!refused) return onClose();
    const found = problemsByInput(refused.details);
    // What is not about an input is said once, by the whole.
    form.show(found.size > 0 && !found.has("") ? found : new Map([...found, ["", refused.message]]));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    if (isLast) void submit();
    else form.next();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      footer={
        <>
          {form.at > 0 && (
            <Button className="mr-auto" onClick={form.back}>
              <ArrowLeft />
              Back
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          {isLast ? (
            <Button key="send" variant="primary" type="submit" form={formId} busy={busy}>
              {!busy && <Play />}
              {buttonText}
            </Button>
          ) : (
            <Button key="next" variant="primary" type="submit" form={formId}>
              Next
              <ArrowRight />
            </Button>
          )}
        </>
      }
    >
      <div onKeyDownCapture={onKeyDown} role="presentation" className="flex flex-col gap-4">
        <StartForm formId={formId} form={form} onSubmit={() => void submit()} />
        {note}
      </div>
    </Dialog>
  );
}
