"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Answer } from "@/lib/editor/api";

/**
 * A form on its way to the server. `tried` is true after the first attempt, so that fields say what is
 * wrong only then; `refusal` is what stopped the last one.
 */
export function useSending() {
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  return {
    tried,
    busy,
    refusal,
    refuse: setRefusal,
    /** Marks the form as tried. */
    attempt: () => setTried(true),
    /** Asks the server. Undefined when it refused, which is then shown. */
    send: async <T,>(ask: () => Answer<T>): Promise<{ value: T } | undefined> => {
      setBusy(true);
      const answer = await ask();
      setBusy(false);
      setRefusal(answer.ok ? undefined : answer.error.message);
      return answer.ok ? { value: answer.value } : undefined;
    },
  };
}

/** The two buttons under a form: out, and send. */
export function SubmitButtons({
  formId,
  verb,
  busy,
  onClose,
}: {
  formId: string;
  verb: string;
  busy: boolean;
  onClose: () => void;
}) {
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" type="submit" form={formId} busy={busy}>
        {verb}
      </Button>
    </>
  );
}

/** A window around one form: title, fields, what the server refused, and the buttons. Open while mounted. */
export function EditDialog({
  title,
  description,
  size = "medium",
  verb,
  busy,
  refusal,
  onClose,
  onSubmit,
  children,
}: {
  title: string;
  description?: string;
  size?: "medium" | "wide";
  /** What sending does: `Add secret`. */
  verb: string;
  busy: boolean;
  refusal?: string | undefined;
  onClose: () => void;
  onSubmit: () => Promise<void>;
  children: ReactNode;
}) {
  const formId = useId();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size={size}
      title={title}
      description={description}
      footer={<SubmitButtons formId={formId} verb={verb} busy={busy} onClose={onClose} />}
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit();
        }}
        className="flex flex-col gap-4"
      >
        {children}
        {refusal && (
          <p role="alert" className="text-bad text-sm">
            {refusal}
          </p>
        )}
      </form>
    </Dialog>
  );
}
