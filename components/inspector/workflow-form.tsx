"use client";

import { useEditor } from "@/lib/editor/use-editor";
import { type FormField, identifierPattern } from "@/lib/nodes/fields";
import type { WorkflowDocument } from "@/lib/workflow/document";
import { ToggleField } from "./fields/choice-fields";
import { CommitInput } from "./fields/commit-input";
import { TextField } from "./fields/text-field";
import { FormRow } from "./form-row";
import { OtherProblems, placesOf } from "./other-problems";
import { RetryForm } from "./retry-form";
import { Section } from "./section";
import { fieldId, useChanges } from "./use-field";

const text: Omit<FormField, "key" | "title" | "description"> = {
  control: "text",
  required: false,
  options: [],
  fields: [],
};
const title: FormField = { ...text, key: "title", title: "Title", description: "Name of the workflow." };
const description: FormField = {
  ...text,
  key: "description",
  title: "Description",
  description: "What the workflow is for.",
  control: "textarea",
};
const category: FormField = {
  ...text,
  key: "category",
  title: "Category",
  description: "Groups workflows in Port's self-service page.",
};
const visible: FormField = {
  ...text,
  key: "allowAnyoneToViewRuns",
  title: "Anyone may view runs",
  description: "Off: only who started a run, and admins.",
  control: "toggle",
  default: true,
};

const fields = placesOf("", ["title", "identifier", "description", "category", "allowAnyoneToViewRuns"]);
const isOfWorkflow = (at: string): boolean => !/^\/(nodes|connections)\/\d/.test(at);

/** The settings of the whole workflow, shown while nothing is chosen. */
export function WorkflowForm({ document }: { document: WorkflowDocument }) {
  const change = useChanges();
  const nodes = useEditor((state) => state.document?.nodes.length ?? 0);
  return (
    <>
      <div className="flex flex-col gap-3.5 p-4">
        <OtherProblems at="" fields={fields} isOwn={isOfWorkflow} />
        <TextField field={title} at="/title" value={document.title} />
        <FormRow at="/identifier" title="Identifier" description="Name of the workflow in the API." required>
          <CommitInput
            mono
            id={fieldId("/identifier")}
            value={document.identifier}
            onCommit={(wanted) => {
              if (identifierPattern.test(wanted)) change([{ at: "/identifier", value: wanted }]);
            }}
          />
        </FormRow>
        <TextField field={description} at="/description" value={document.description} />
        <TextField field={category} at="/category" value={document.category} />
        <ToggleField field={visible} at="/allowAnyoneToViewRuns" value={document.allowAnyoneToViewRuns} />
        {nodes > 0 && (
          <p className="tabular text-faint text-xs">
            {nodes} {nodes === 1 ? "node" : "nodes"}. Choose one on the canvas to edit it.
          </p>
        )}
      </div>
      <Section title="Retries">
        <RetryForm />
      </Section>
    </>
  );
}
