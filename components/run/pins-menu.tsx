"use client";

import { CircleOff, Pin, PinOff } from "lucide-react";
import { sayPins } from "@/components/canvas/say";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { clearPins } from "@/lib/editor/pin-edits";
import { countPins, mockOf, pinsText, pinsToSend } from "@/lib/editor/pins";
import { nodePointer } from "@/lib/editor/selectors";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { nodeTitle } from "./choose-node-run";

/** What the person's test runs leave out, beside the button that starts one; nothing while they run everything. */
export function PinsMenu() {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const choices = useEditor((state) => state.pins);
  const pins = pinsToSend(document, choices);
  const names = Object.keys(pins);
  if (names.length === 0) return null;
  const { pinned, disabled } = countPins(pins);
  const go = (node: string) => {
    const state = store.getState();
    const at = nodePointer(state, node);
    if (at !== undefined) state.actions.reveal(at);
  };
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Test runs: ${pinsText(pins)}`}
          title={`Test runs: ${pinsText(pins)}`}
          className="tabular inline-flex max-[479px]:hidden h-7 shrink-0 items-center gap-1 rounded-control border border-line-strong border-dashed px-2 text-dim text-xs transition-colors hover:bg-hover hover:text-text [&_svg]:size-3.5"
        >
          {pinned > 0 && (
            <>
              <Pin aria-hidden />
              {pinned}
            </>
          )}
          {disabled > 0 && (
            <>
              <CircleOff aria-hidden className={pinned > 0 ? "ml-1" : undefined} />
              {disabled}
            </>
          )}
        </button>
      }
    >
      <MenuLabel>Not run in your test runs</MenuLabel>
      {names.map((node) => {
        const isPinned = mockOf(pins, node) === "pinned";
        return (
          <MenuItem
            key={node}
            icon={isPinned ? <Pin /> : <CircleOff />}
            description={isPinned ? "Pinned output" : "Disabled"}
            onSelect={() => go(node)}
          >
            {nodeTitle(document, node)}
          </MenuItem>
        );
      })}
      <MenuSeparator />
      <MenuItem icon={<PinOff />} onSelect={() => sayPins(clearPins(store))}>
        Run every node again
      </MenuItem>
    </Menu>
  );
}
