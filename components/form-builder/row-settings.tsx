"use client";

import { Trash2 } from "lucide-react";
import { TextControl } from "@/components/inspector/fields/text-field";
import { FormRow } from "@/components/inspector/form-row";
import { fieldId, useChanges, useLocked } from "@/components/inspector/use-field";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import type { JsonObject } from "@/lib/base/json";
import { headingPointer, removeHeadingChanges } from "./form-changes";
import type { Chosen } from "./form-list";
import { objectOf, stepsOf, textOf } from "./form-rows";
import { InputSettings } from "./input-settings";
import { OrQuery } from "./or-query";
import { RulesEditor } from "./rules-editor";

/** The settings of what is chosen in the builder. */
export function RowSettings({
  at,
  form,
  chosen,
  onChoose,
}: {
  at: string;
  form: JsonObject;
  chosen: Chosen;
  onChoose: (chosen: Chosen | null) => void;
}) {
  switch (chosen.kind) {
    case "input":
      return (
        <InputSettings
          key={chosen.name}
          at={at}
          form={form}
          name={chosen.name}
          onRenamed={(name) => onChoose({ kind: "input", name })}
          onRemoved={() => onChoose(null)}
        />
      );
    case "heading":
      return <HeadingSettings at={at} form={form} id={chosen.name} onRemoved={() => onChoose(null)} />;
    case "step":
      return <StepSettings at={`${at}/steps/${chosen.step}`} step={objectOf(stepsOf(form)[chosen.step])} />;
  }
}

function Visible({ at, of }: { at: string; of: JsonObject }) {
  const change = useChanges();
  const locked = useLocked();
  return (
    <OrQuery at={at} value={of.visible} title="Visible" start="true" inline>
      <Switch
        id={fieldId(at)}
        checked={of.visible !== false}
        disabled={locked}
        onChange={(on) => change([{ at, value: on ? undefined : false }])}
      />
    </OrQuery>
  );
}

function StepSettings({ at, step }: { at: string; step: JsonObject }) {
  const change = useChanges();
  return (
    <div className="flex flex-col gap-3">
      <FormRow at={`${at}/title`} title="Title of the step" description="Up to 25 characters.">
        <TextControl
          at={`${at}/title`}
          value={textOf(step.title)}
          onChange={(next) => change([{ at: `${at}/title`, value: next }], `${at}/title`)}
        />
      </FormRow>
      <Visible at={`${at}/visible`} of={step} />
      <RulesEditor at={`${at}/validations`} value={step.validations} of="step" />
    </div>
  );
}

function HeadingSettings({
  at,
  form,
  id,
  onRemoved,
}: {
  at: string;
  form: JsonObject;
  id: string;
  onRemoved: () => void;
}) {
  const change = useChanges();
  const locked = useLocked();
  const here = headingPointer(at, id);
  const heading = objectOf(objectOf(form.titles)[id]);
  return (
    <div className="flex flex-col gap-3">
      <FormRow at={`${here}/title`} title="Heading">
        <TextControl
          at={`${here}/title`}
          value={textOf(heading.title)}
          onChange={(next) => change([{ at: `${here}/title`, value: next }], `${here}/title`)}
        />
      </FormRow>
      <FormRow at={`${here}/description`} title="Text below it">
        <TextControl
          at={`${here}/description`}
          lines
          value={textOf(heading.description)}
          onChange={(next) =>
            change(
              [{ at: `${here}/description`, value: next === "" ? undefined : next }],
              `${here}/description`,
            )
          }
        />
      </FormRow>
      <Visible at={`${here}/visible`} of={heading} />
      <Button
        variant="ghost"
        className="self-start"
        disabled={locked}
        onClick={() => {
          change(removeHeadingChanges(at, form, id));
          onRemoved();
        }}
      >
        <Trash2 /> Remove heading
      </Button>
    </div>
  );
}
