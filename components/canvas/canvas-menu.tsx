"use client";

import {
  ClipboardCopy,
  ClipboardPaste,
  Copy,
  CornerDownRight,
  Group as GroupIcon,
  Maximize,
  Pencil,
  Plus,
  SquareDashed,
  StickyNote,
  Terminal,
  Trash2,
  Unplug,
  Wand,
} from "lucide-react";
import { copyAsCurl } from "@/components/curl/copy-as-curl";
import { PinItems } from "@/components/run/pin-items";
import { MenuAt, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { nodeOf } from "@/lib/editor/selectors";
import { useEditor } from "@/lib/editor/use-editor";
import { boardTools } from "./board/board-tools";
import type { Asked, CanvasActions } from "./canvas-actions";

/** The menu of a card, of a connection, or of the empty canvas. */
export function CanvasMenu({
  asked,
  actions,
  locked,
  onClose,
  open,
  addAfter,
  addHere,
  addNote,
  pasteHere,
  insert,
  fit,
  tidy,
}: {
  asked: Asked;
  actions: CanvasActions;
  locked: boolean;
  onClose: () => void;
  /** Opens a card's form; with `rename`, its title is marked. */
  open: (node: string, rename: boolean) => void;
  addAfter: (node: string) => void;
  addHere: () => void;
  addNote: () => void;
  pasteHere: () => void;
  insert: (connection: string) => void;
  fit: () => void;
  tidy: () => void;
}) {
  const { at, node, connection, outline } = asked;
  const found = useEditor((state) => (node === undefined ? undefined : nodeOf(state, node)));
  if (node !== undefined)
    return (
      <MenuAt at={at} label={`Actions of ${node}`} onClose={onClose}>
        <MenuItem icon={<CornerDownRight />} keys={["Enter"]} onSelect={() => open(node, false)}>
          Open
        </MenuItem>
        <MenuItem icon={<Pencil />} keys={["F2"]} disabled={locked} onSelect={() => open(node, true)}>
          Rename
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={<Plus />}
          keys={outline ? ["Shift", "Enter"] : ["Tab"]}
          disabled={locked}
          onSelect={() => addAfter(node)}
        >
          Add a node behind it
        </MenuItem>
        <MenuItem
          icon={<CornerDownRight />}
          keys={outline ? ["Shift", "C"] : ["C"]}
          disabled={locked}
          onSelect={actions.connect}
        >
          Connect to…
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<ClipboardCopy />} keys={["Mod", "C"]} onSelect={() => void actions.copy()}>
          Copy as JSON
        </MenuItem>
        {found?.config.type === "WEBHOOK" && (
          <MenuItem icon={<Terminal />} onSelect={() => void copyAsCurl(found)}>
            Copy as cURL
          </MenuItem>
        )}
        <MenuItem icon={<Copy />} keys={["Mod", "D"]} disabled={locked} onSelect={actions.duplicate}>
          Duplicate
        </MenuItem>
        <MenuItem
          icon={<GroupIcon />}
          keys={["Mod", "G"]}
          disabled={locked}
          onSelect={() => boardTools.getState().now?.group()}
        >
          Group
        </MenuItem>
        <MenuSeparator />
        <PinItems
          node={node}
          locked={locked}
          withShift={outline !== undefined}
          togglePins={actions.togglePins}
          toggleDisabled={actions.toggleDisabled}
        />
        <MenuSeparator />
        <MenuItem
          icon={<Unplug />}
          keys={["Mod", "Del"]}
          disabled={locked}
          onSelect={actions.removeAndReconnect}
        >
          Delete and reconnect
        </MenuItem>
        <MenuItem icon={<Trash2 />} keys={["Del"]} danger disabled={locked} onSelect={actions.remove}>
          Delete
        </MenuItem>
      </MenuAt>
    );
  if (connection !== undefined)
    return (
      <MenuAt at={at} label="Actions of the connection" onClose={onClose}>
        <MenuItem icon={<Plus />} keys={["I"]} disabled={locked} onSelect={() => insert(connection)}>
          Insert a node
        </MenuItem>
        <MenuItem icon={<Trash2 />} keys={["Del"]} danger disabled={locked} onSelect={actions.remove}>
          Delete
        </MenuItem>
      </MenuAt>
    );
  return (
    <MenuAt at={at} label="Actions of the canvas" onClose={onClose}>
      <MenuItem icon={<Plus />} disabled={locked} onSelect={addHere}>
        Add a node here
      </MenuItem>
      <MenuItem icon={<StickyNote />} keys={["N"]} disabled={locked} onSelect={addNote}>
        Add a note here
      </MenuItem>
      <MenuItem icon={<ClipboardPaste />} keys={["Mod", "V"]} disabled={locked} onSelect={pasteHere}>
        Paste here
      </MenuItem>
      <MenuItem icon={<SquareDashed />} keys={["Mod", "A"]} onSelect={actions.selectAll}>
        Choose all
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Maximize />} keys={["1"]} onSelect={fit}>
        Fit the graph
      </MenuItem>
      <MenuItem icon={<Wand />} keys={["Shift", "L"]} disabled={locked} onSelect={tidy}>
        Tidy the layout
      </MenuItem>
    </MenuAt>
  );
}
