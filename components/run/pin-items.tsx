"use client";

import { CircleOff, Pin, PinOff, Power } from "lucide-react";
import { MenuItem } from "@/components/ui/menu";
import { mayPin, mockOf } from "@/lib/editor/pins";
import { own } from "@/lib/editor/preview-context";
import { nodeOf } from "@/lib/editor/selectors";
import { useEditor } from "@/lib/editor/use-editor";

/** The lines of a node's menu about test runs. */
export function PinItems({
  node,
  locked,
  withShift = false,
  togglePins,
  toggleDisabled,
}: {
  node: string;
  locked: boolean;
  /** Where a letter alone means something else. */
  withShift?: boolean;
  togglePins: () => void;
  toggleDisabled: () => void;
}) {
  const isTrigger = useEditor((state) => {
    const found = nodeOf(state, node);
    return found !== undefined && !mayPin(found);
  });
  const isPinned = useEditor((state) => own(state.pins, node)?.output !== undefined);
  const isDisabled = useEditor((state) => mockOf(state.pins, node) === "disabled");
  if (isTrigger) return null;
  const keys = (letter: string) => (withShift ? ["Shift", letter] : [letter]);
  return (
    <>
      <MenuItem
        icon={isPinned ? <PinOff /> : <Pin />}
        keys={keys("P")}
        disabled={locked}
        onSelect={togglePins}
      >
        {isPinned ? "Unpin the output" : "Pin the output"}
      </MenuItem>
      <MenuItem
        icon={isDisabled ? <Power /> : <CircleOff />}
        keys={keys("D")}
        disabled={locked}
        onSelect={toggleDisabled}
      >
        {isDisabled ? "Enable in test runs" : "Disable in test runs"}
      </MenuItem>
    </>
  );
}
