"use client";

import { Pin } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/input";
import { Keys } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { chooseWay, lastOutput, toggleDisabled, togglePins } from "@/lib/editor/pin-edits";
import { hasChosenWay, mockOf, wayIn } from "@/lib/editor/pins";
import { own } from "@/lib/editor/preview-context";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { type AskedPin, sameWay, waysOut } from "@/lib/run/pins";
import type { WorkflowNode } from "@/lib/workflow/document";
import { sayPins } from "../canvas/say";
import { PinnedOutput } from "./pinned-output";
import { Section } from "./section";

/** Whether this person's test runs run the node, and what stands in for it. Kept by the browser, never exported. */
export function TestRuns({ node }: { node: WorkflowNode }) {
  const { identifier } = node;
  const store = useEditorStore();
  const choice = useEditor((state) => own(state.pins, identifier));
  const mock = useEditor((state) => mockOf(state.pins, identifier));
  const hasRun = useEditor((state) => lastOutput(state, identifier) !== undefined);
  const locked = useEditor((state) => state.ui.readOnly);
  return (
    <Section title="Test runs" open={mock !== undefined}>
      <div className="flex min-h-7 items-center justify-between gap-3">
        <span className="flex items-center gap-2">
          <label htmlFor="test-disabled" className="font-medium text-text text-xs">
            Disable in test runs
          </label>
          <Keys keys={["D"]} />
        </span>
        <Switch
          id="test-disabled"
          checked={mock === "disabled"}
          disabled={locked}
          onChange={() => sayPins(toggleDisabled(store, [identifier]))}
        />
      </div>
      {mock === "disabled" && (
        <p className="text-faint text-xs">
          Test runs pass through it: nothing is sent, and later nodes read null as its output.
          {choice?.output !== undefined && " Its pinned output waits until it is enabled."}
        </p>
      )}
      {choice && <WayField node={node} choice={choice} locked={locked} />}
      {choice?.output === undefined ? (
        <div className="flex items-center gap-2">
          <Button disabled={locked} onClick={() => sayPins(togglePins(store, [identifier]))}>
            <Pin />
            {hasRun ? "Pin the last output" : "Pin a sample output"}
          </Button>
          <Keys keys={["P"]} />
        </div>
      ) : (
        <PinnedOutput key={identifier} node={node} output={choice.output} locked={locked} />
      )}
      <p className="text-faint text-xs">
        Yours alone: kept in this browser, used by the runs that you start here, and in no export.
      </p>
    </Section>
  );
}

/** Which way a test run takes after a node that it does not run. */
function WayField({ node, choice, locked }: { node: WorkflowNode; choice: AskedPin; locked: boolean }) {
  const store = useEditorStore();
  const ways = waysOut(node);
  if (ways.length < 2) return null;
  const at = ways.findIndex(({ way }) => sameWay(way, wayIn(choice)));
  const isThere = hasChosenWay(node, choice);
  return (
    <Field
      id="test-way"
      label="Goes on by"
      error={
        isThere ? undefined : `It has no outlet "${choice.outlet ?? "fallback"}" any more. Choose another.`
      }
    >
      <Select
        id="test-way"
        value={isThere ? String(at) : undefined}
        invalid={!isThere}
        disabled={locked}
        options={ways.map(({ title }, index) => ({ value: String(index), label: title }))}
        onChange={(index) => {
          const chosen = ways[Number(index)];
          if (chosen) chooseWay(store, node, chosen.way);
        }}
      />
    </Field>
  );
}
