"use client";

import { useState } from "react";
import { toPointer } from "@/lib/base/pointer";
import { mayPin } from "@/lib/editor/pins";
import { nodePlace } from "@/lib/editor/selectors";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { definitionOf } from "@/lib/nodes/definitions";
import { type FormField, formFields } from "@/lib/nodes/fields";
import { renameNode as renameText, whyNotRename } from "@/lib/workflow/commands";
import type { WorkflowNode } from "@/lib/workflow/document";
import { ConfigForm, keysOf } from "./config-form";
import { StringListField } from "./fields/choice-fields";
import { CommitInput } from "./fields/commit-input";
import { JsonField } from "./fields/json-field";
import { KeyValueField } from "./fields/key-value-field";
import { TextField } from "./fields/text-field";
import { FieldProblems, FormRow } from "./form-row";
import { OtherProblems, placesOf } from "./other-problems";
import { RenamePreview } from "./rename-preview";
import { Section } from "./section";
import { TestRuns } from "./test-runs";
import { TriggerState } from "./trigger-state";
import { fieldId } from "./use-field";

/** Settings that most people never touch; everything else of a type is shown at once. */
const advanced = new Set([
  "agent",
  "verbose",
  "permissions",
  "contexts",
  "variant",
  "actionCardButtonText",
  "executeActionButtonText",
  "mcpServers",
  "outputSchema",
  "deferIntegrationInstallation",
]);
const onTrouble = new Set(["onFailure", "onTimeout"]);

const title: FormField = {
  key: "title",
  title: "Title",
  description: "Shown on the canvas.",
  control: "text",
  required: false,
  options: [],
  fields: [],
};
const description: FormField = {
  ...title,
  key: "description",
  title: "Description",
  description: "What the node is for.",
  control: "textarea",
};
const variables: FormField = {
  ...title,
  key: "variables",
  title: "Variables",
  description: "When there are any, they replace the node's output. Read its raw output as .result.",
  control: "key-value",
  template: true,
};
const links: FormField = {
  ...title,
  key: "links",
  title: "Links",
  description: "Addresses shown on the node run, up to three.",
  control: "string-list",
  template: true,
};

const ownKeys = ["title", "identifier", "config", "variables", "links", "description"];

/** Everything about one node. */
export function NodeForm({ node }: { node: WorkflowNode }) {
  const index = useEditor((state) => nodePlace(state.document, node.identifier)?.index ?? 0);
  const at = toPointer(["nodes", index]);
  const definition = definitionOf(node.config.type);
  const all = definition ? formFields(definition.config) : [];
  const main = all.filter((field) => !advanced.has(field.key) && !onTrouble.has(field.key));
  const trouble = all.filter((field) => onTrouble.has(field.key));
  const rest = all.filter((field) => advanced.has(field.key));
  const config = `${at}/config`;
  return (
    <>
      <div className="flex flex-col gap-3.5 p-4">
        <OtherProblems at={at} fields={placesOf(at, ownKeys)} />
        {definition && <OtherProblems at={config} fields={placesOf(config, keysOf(all))} />}
        <TextField field={title} at={`${at}/title`} value={node.title} />
        <Identifier at={`${at}/identifier`} node={node} />
        {definition ? (
          <ConfigForm fields={main} at={config} value={node.config} />
        ) : (
          <UnknownType at={config} node={node} />
        )}
        {definition?.sample && <TriggerState node={node.identifier} />}
      </div>
      {trouble.length > 0 && (
        <Section title="When it goes wrong" open places={placesOf(config, keysOf(trouble))}>
          <ConfigForm fields={trouble} at={config} value={node.config} />
        </Section>
      )}
      <Section
        title="Output"
        open={Object.keys(node.variables ?? {}).length > 0}
        places={placesOf(at, ["variables", "links"])}
      >
        <KeyValueField field={variables} at={`${at}/variables`} value={node.variables ?? undefined} />
        {definition?.role !== "trigger" && (
          <StringListField field={links} at={`${at}/links`} value={node.links ?? undefined} />
        )}
      </Section>
      {mayPin(node) && <TestRuns node={node} />}
      <Section title="Advanced" places={[`${at}/description`, ...placesOf(config, keysOf(rest))]}>
        <TextField field={description} at={`${at}/description`} value={node.description} />
        <ConfigForm fields={rest} at={config} value={node.config} />
      </Section>
    </>
  );
}

/** Renames the node everywhere: its connections and every expression that reads its output. */
function Identifier({ at, node }: { at: string; node: WorkflowNode }) {
  const taken = useEditor((state) => state.document?.nodes);
  const { renameNode } = useEditorActions();
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft === null ? undefined : whyNot(draft.trim());
  function whyNot(wanted: string): string | undefined {
    return whyNotRename(taken ?? [], node.identifier, wanted);
  }
  return (
    <FormRow
      at={at}
      title="Identifier"
      description={`Later nodes read this node's output as .outputs["${node.identifier}"]. Renaming it updates them.`}
      required
    >
      <CommitInput
        mono
        id={fieldId(at)}
        value={node.identifier}
        invalid={wrong !== undefined}
        onDraft={setDraft}
        onCommit={(wanted) => {
          if (whyNot(wanted) === undefined) renameNode(node.identifier, wanted);
        }}
      />
      {wrong && <p className="text-bad text-xs">{wrong}</p>}
      <Namesakes node={node} />
      <RenamePreview
        at={at}
        wanted={wrong === undefined && draft?.trim() !== node.identifier ? draft?.trim() : undefined}
        rename={(text, wanted) => renameText(text, node.identifier, wanted)}
      />
    </FormRow>
  );
}

/** Nodes of the same identifier cannot be chosen; what is wrong with them is said here. */
function Namesakes({ node: { identifier } }: { node: WorkflowNode }) {
  const nodes = useEditor((state) => state.document?.nodes) ?? [];
  const same = nodes.flatMap((node, index) => (node.identifier === identifier ? [`/nodes/${index}`] : []));
  return same.slice(1).map((at) => (
    <div key={at} data-at={at} className="contents">
      <FieldProblems at={at} below />
    </div>
  ));
}

const whole: FormField = {
  ...title,
  key: "config",
  title: "Config",
  description: "Slipway does not know this type; its settings are kept as they are written.",
  control: "json",
};

function UnknownType({ at, node }: { at: string; node: WorkflowNode }) {
  return <JsonField field={whole} at={at} value={node.config} />;
}
