"use client";

import { Check, History, Redo2, Undo2 } from "lucide-react";
import { formatRelative } from "@/components/run/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import type { Step } from "@/lib/editor/history";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";

/** Undo, redo and the list of both; each says which change it is about. */
export function UndoButtons() {
  const last = useEditor((state) => state.history.past.at(-1)?.label);
  const next = useEditor((state) => state.history.future[0]?.label);
  const readOnly = useEditor((state) => state.ui.readOnly);
  const { undo, redo } = useEditorActions();
  if (readOnly) return null;
  return (
    <>
      <IconButton
        label="Undo"
        tip={last === undefined ? "Nothing to undo" : `Undo: ${last}`}
        keys={["Mod", "Z"]}
        icon={<Undo2 />}
        disabled={last === undefined}
        onClick={undo}
      />
      <IconButton
        label="Redo"
        tip={next === undefined ? "Nothing to redo" : `Redo: ${next}`}
        keys={["Mod", "Shift", "Z"]}
        icon={<Redo2 />}
        disabled={next === undefined}
        onClick={redo}
      />
      <Steps />
    </>
  );
}

/** All steps, the newest on top; choosing one goes to where it was just made. */
function Steps() {
  const isEmpty = useEditor(({ history }) => history.past.length + history.future.length === 0);
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label="Changes"
          tip="Changes of this draft"
          icon={<History />}
          disabled={isEmpty}
          className="max-[899px]:hidden"
        />
      }
    >
      <MenuLabel>Go to a change</MenuLabel>
      <StepRows />
    </Menu>
  );
}

function StepRows() {
  const { past, future } = useEditor((state) => state.history);
  const { travel } = useEditorActions();
  const row = (step: Step, by: number) => (
    <MenuItem
      key={by}
      icon={by === 0 ? <Check /> : <span className="size-4" />}
      description={formatRelative(step.at, Date.now())}
      onSelect={() => by !== 0 && travel(by)}
    >
      <span className={by > 0 ? "text-faint" : ""}>{step.label}</span>
    </MenuItem>
  );
  return (
    <>
      {future.map((step, index) => row(step, index + 1)).toReversed()}
      {past.map((step, index) => row(step, index + 1 - past.length)).toReversed()}
      <MenuItem
        icon={past.length === 0 ? <Check /> : <span className="size-4" />}
        onSelect={() => past.length > 0 && travel(-past.length)}
      >
        {past.length < 200 ? "As it was opened" : "Before these changes"}
      </MenuItem>
    </>
  );
}
