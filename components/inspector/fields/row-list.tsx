"use client";

import { Plus, X } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Sortable } from "@/components/ui/sortable";
import type { Json } from "@/lib/base/json";
import { moveItemChanges } from "../outlet-edits";
import { fieldId, useChanges, useLocked } from "../use-field";
import { useRowIds } from "./use-row-ids";

/**
 * The items of the list at a pointer: a row for each, which can be put into another order and removed, and a button
 * that adds one. A new row gets the focus.
 */
export function RowList({
  at,
  items,
  title,
  one,
  nameOf = (index) => `${one} ${index + 1}`,
  addLabel = `Add ${one}`,
  most,
  card = false,
  focus = (index) => `${at}/${index}`,
  onAdd,
  onRemove,
  children,
  below,
  aside,
}: {
  at: string;
  items: readonly Json[];
  /** Of the whole field. */
  title: string;
  /** What one item is called, `context` say. */
  one: string;
  /** What a row is called, by its place. */
  nameOf?: (index: number) => string;
  /** Accessible name of the button that adds a row. */
  addLabel?: string;
  /** More are not added here. */
  most?: number;
  /** Rows of several lines have a frame of their own. */
  card?: boolean;
  /** The place of the control that a new row begins with. */
  focus?: (index: number) => string;
  onAdd: () => void;
  /** Removes the item by default. */
  onRemove?: (index: number) => void;
  /** The row's control. */
  children: (index: number) => ReactNode;
  /** Beneath the control. */
  below?: (index: number) => ReactNode;
  /** Beside the button that adds. */
  aside?: ReactNode;
}) {
  const change = useChanges();
  const locked = useLocked();
  const ids = useRowIds(items.length);
  const [added, setAdded] = useState<string>();
  useEffect(() => {
    if (added === undefined) return;
    setAdded(undefined);
    document.getElementById(fieldId(added))?.focus();
  }, [added]);
  const remove = (index: number) => {
    ids.remove(index);
    if (onRemove) onRemove(index);
    else change([{ at: `${at}/${index}`, value: undefined }]);
    announce(`${nameOf(index)} removed`);
    // What had the focus is gone.
    document.getElementById(fieldId(at))?.focus();
  };
  return (
    <div className="flex flex-col gap-1.5">
      <Sortable
        items={items.map((_, index) => index)}
        idOf={ids.idOf}
        nameOf={nameOf}
        label={title}
        disabled={locked}
        onMove={(from, to) => {
          ids.move(from, to);
          change(moveItemChanges(at, items, from, to));
        }}
        className={cn("flex flex-col", card ? "gap-2" : "gap-1.5")}
        itemClassName={card ? "rounded-control border border-line bg-surface p-2.5" : ""}
      >
        {(index, _, handle) => (
          <div data-at={`${at}/${index}`} className={cn("flex flex-col", card ? "gap-2.5" : "gap-1")}>
            <div className="flex items-start gap-1.5">
              {items.length > 1 && (
                <span className="flex h-7 items-center pointer-coarse:h-finger">{handle}</span>
              )}
              <div className="min-w-0 flex-1">{children(index)}</div>
              <IconButton
                label={`Remove ${nameOf(index)}`}
                icon={<X />}
                disabled={locked}
                onClick={() => remove(index)}
              />
            </div>
            {below && (
              <div
                className={cn(
                  "flex flex-col empty:hidden",
                  card ? "gap-2.5" : "gap-1",
                  !card && items.length > 1 && "pl-[22px]",
                )}
              >
                {below(index)}
              </div>
            )}
          </div>
        )}
      </Sortable>
      <div className="flex gap-1">
        <Button
          id={fieldId(at)}
          aria-label={addLabel}
          variant="ghost"
          disabled={locked || items.length >= (most ?? Number.POSITIVE_INFINITY)}
          onClick={() => {
            setAdded(focus(items.length));
            onAdd();
          }}
        >
          <Plus /> Add {one}
        </Button>
        {aside}
      </div>
    </div>
  );
}
