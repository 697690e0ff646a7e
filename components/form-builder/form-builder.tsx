"use client";

import { ListPlus, SlidersHorizontal } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useChanges, useLocked } from "@/components/inspector/use-field";
import { useFormContext } from "@/components/run/form-context";
import { useForm } from "@/components/run/use-form";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import type { JsonObject } from "@/lib/base/json";
import { useEditor } from "@/lib/editor/use-editor";
import { KindPalette } from "./add-menu";
import { type Chosen, FormList } from "./form-list";
import { OrderNote, RequiredNote } from "./form-notes";
import { FormPreview } from "./form-preview";
import { rowsOf, stepsOf, textOf } from "./form-rows";
import { PlayContext } from "./play";
import { RowSettings } from "./row-settings";
import { RulesEditor } from "./rules-editor";
import { addStepChanges } from "./step-changes";
import { useFormEdits } from "./use-form-edits";

/** The builder in a window of its own: what there is, the settings of one thing, and the form as it will be. */
export function FormBuilder({
  at,
  form,
  first,
  onClose,
}: {
  /** Pointer of the form. */
  at: string;
  form: JsonObject;
  /** What is open at first. */
  first: Chosen | null;
  onClose: () => void;
}) {
  const node = useEditor((state) => state.document?.nodes[Number(at.split("/")[2])]);
  const [round, setRound] = useState(0);
  const name = textOf(node?.title) || node?.identifier || "";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Form of ${name}`}
      description="Changes are kept at once; undo takes them back."
      size="full"
    >
      <Parts
        key={round}
        at={at}
        form={form}
        first={first}
        buttonText={textOf(node?.config.executeActionButtonText).trim() || "Run"}
        onReset={() => setRound((now) => now + 1)}
      />
    </Dialog>
  );
}

function Parts({
  at,
  form,
  first,
  buttonText,
  onReset,
}: {
  at: string;
  form: JsonObject;
  first: Chosen | null;
  buttonText: string;
  onReset: () => void;
}) {
  const rows = rowsOf(form);
  const [wanted, setWanted] = useState<Chosen | null>(first);
  const preview = useForm(form, undefined);
  const context = useFormContext();
  const play = useMemo(() => ({ values: preview.values, context }), [preview.values, context]);
  const exists =
    wanted !== null &&
    (wanted.kind === "step"
      ? wanted.step < stepsOf(form).length
      : rows.some((row) => row.kind === wanted.kind && row.name === wanted.name));
  const chosen = exists ? wanted : null;
  return (
    <PlayContext value={play}>
      <div className="grid h-full grid-rows-[auto] overflow-y-auto max-lg:auto-rows-auto lg:grid-cols-[300px_minmax(0,1fr)_minmax(340px,420px)] lg:overflow-hidden">
        <Structure at={at} form={form} chosen={chosen} onChoose={setWanted} />
        <div data-document-field className="min-h-0 border-line max-lg:border-t lg:overflow-y-auto">
          {chosen ? (
            <div className="mx-auto max-w-xl p-4">
              <RowSettings at={at} form={form} chosen={chosen} onChoose={setWanted} />
            </div>
          ) : (
            <WholeForm at={at} form={form} />
          )}
        </div>
        <div className="min-h-0 border-line bg-sunken max-lg:border-t lg:overflow-y-auto lg:border-l">
          <FormPreview userInputs={form} form={preview} buttonText={buttonText} onReset={onReset} />
        </div>
      </div>
    </PlayContext>
  );
}

/** The left part: the rows, and what can be added. */
function Structure({
  at,
  form,
  chosen,
  onChoose,
}: {
  at: string;
  form: JsonObject;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen | null) => void;
}) {
  const change = useChanges();
  const locked = useLocked();
  const { addInput, addHeading } = useFormEdits(at, form);
  const steps = stepsOf(form);
  const step = stepOf(form, chosen);
  return (
    <div
      data-document-field
      className="flex min-h-0 flex-col gap-4 border-line p-3 lg:overflow-y-auto lg:border-r"
    >
      <div className="flex flex-col gap-2">
        <div className="flex items-center justify-between">
          <h3 className="font-medium text-sm">Inputs</h3>
          <span className="flex gap-1">
            <Button variant="ghost" disabled={locked} onClick={() => change(addStepChanges(at, form))}>
              <ListPlus /> {steps.length > 0 ? "Add step" : "Split into steps"}
            </Button>
          </span>
        </div>
        <FormList at={at} form={form} chosen={chosen} onChoose={onChoose} />
        {rowsOf(form).length === 0 && (
          <p className="rounded-control border border-line border-dashed px-3 py-2.5 text-dim text-xs">
            Nothing yet. Choose what to ask for below.
          </p>
        )}
        <button
          type="button"
          aria-current={chosen === null ? "true" : undefined}
          onClick={() => onChoose(null)}
          className={cn(
            "flex h-7 items-center gap-2 rounded-control px-2 text-left text-xs hover:bg-hover",
            chosen === null ? "bg-active text-text" : "text-dim",
          )}
        >
          <SlidersHorizontal aria-hidden className="size-3.5" /> The whole form
        </button>
      </div>
      <div className="flex flex-col gap-2">
        <h3 className="font-medium text-sm">Add</h3>
        <KindPalette
          disabled={locked}
          onAdd={(kind) => onChoose({ kind: "input", name: addInput(kind, step) })}
          onHeading={() => onChoose({ kind: "heading", name: addHeading(step) })}
        />
      </div>
    </div>
  );
}

/** The step that something new goes to: the one of what is chosen. */
function stepOf(form: JsonObject, chosen: Chosen | null): number | undefined {
  if (chosen === null) return undefined;
  if (chosen.kind === "step") return chosen.step;
  return rowsOf(form).find((row) => row.kind === chosen.kind && row.name === chosen.name)?.step;
}

function WholeForm({ at, form }: { at: string; form: JsonObject }): ReactNode {
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-4 p-4">
      <RequiredNote at={at} form={form} />
      <OrderNote at={at} form={form} />
      {stepsOf(form).length === 0 ? (
        <RulesEditor at={`${at}/validations`} value={form.validations} of="form" />
      ) : (
        <p className="text-dim text-xs">
          A form in steps has its rules in the steps: choose one at the left.
        </p>
      )}
    </div>
  );
}
