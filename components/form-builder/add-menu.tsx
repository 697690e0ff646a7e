"use client";

import { Heading, Plus } from "lucide-react";
import { Fragment } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { type InputKind, inputKinds } from "./input-kinds";
import { KindIcon } from "./kind-icon";

const groups = [...new Set(inputKinds.map(({ group }) => group))];

/** Every kind of input, and the heading, to add one. */
export function AddMenu({
  disabled,
  onAdd,
  onHeading,
}: {
  disabled: boolean;
  onAdd: (kind: InputKind) => void;
  onHeading: () => void;
}) {
  return (
    <Menu
      trigger={
        <Button variant="ghost" disabled={disabled}>
          <Plus /> Add input
        </Button>
      }
    >
      {groups.map((group) => (
        <Fragment key={group}>
          <MenuLabel>{group}</MenuLabel>
          {inputKinds
            .filter((kind) => kind.group === group)
            .map((kind) => (
              <MenuItem key={kind.id} icon={<KindIcon id={kind.id} />} onSelect={() => onAdd(kind)}>
                {kind.label}
              </MenuItem>
            ))}
        </Fragment>
      ))}
      <MenuSeparator />
      <MenuItem icon={<Heading />} description="A title between inputs" onSelect={onHeading}>
        Heading
      </MenuItem>
    </Menu>
  );
}

/** The same kinds laid out, where there is room: one click adds one. */
export function KindPalette({
  disabled,
  onAdd,
  onHeading,
}: {
  disabled: boolean;
  onAdd: (kind: InputKind) => void;
  onHeading: () => void;
}) {
  const look =
    "flex h-7 min-w-0 items-center gap-1.5 rounded-control border border-line bg-raised px-2 text-left text-xs hover:border-line-strong hover:bg-hover disabled:opacity-50 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-dim";
  return (
    <ul aria-label="Add to the form" className="grid grid-cols-2 gap-1.5">
      {inputKinds.map((kind) => (
        <li key={kind.id} className="contents">
          <button
            type="button"
            disabled={disabled}
            aria-label={`Add ${kind.label}`}
            onClick={() => onAdd(kind)}
            className={look}
          >
            <KindIcon id={kind.id} />
            <span className="truncate">{kind.label}</span>
          </button>
        </li>
      ))}
      <li className="contents">
        <button
          type="button"
          disabled={disabled}
          aria-label="Add Heading"
          onClick={onHeading}
          className={look}
        >
          <Heading aria-hidden />
          <span className="truncate">Heading</span>
        </button>
      </li>
    </ul>
  );
}
