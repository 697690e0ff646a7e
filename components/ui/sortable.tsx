"use client";

import { GripVertical } from "lucide-react";
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { cn } from "./cn";
import { dropPlace, type Extent, shiftOf } from "./sortable-places";

interface Drag {
  from: number;
  to: number;
  /** How far the item is from where it lay, in px. */
  by: number;
}

/** What the handle of an item may need: put it where the item is to be taken hold of. */
export type Handle = ReactNode;

/**
 * A list whose items can be put into another order: by dragging a handle with mouse, pen or finger, or with the
 * arrow keys, Home and End on it. `onMove(from, to)` gets the item's place before and after; Esc gives a drag up.
 * Items for which `fixed` holds have no handle.
 */
export function Sortable<T>({
  items,
  idOf,
  nameOf,
  onMove,
  children,
  label,
  fixed,
  disabled = false,
  className,
  itemClassName,
}: {
  items: readonly T[];
  /** Stays with an item wherever it is. */
  idOf: (item: T, index: number) => string;
  /** What the handle says that it moves. */
  nameOf: (item: T) => string;
  onMove: (from: number, to: number) => void;
  children: (item: T, index: number, handle: Handle) => ReactNode;
  /** Accessible name of the list. */
  label?: string;
  fixed?: (item: T) => boolean;
  disabled?: boolean;
  className?: string;
  itemClassName?: string | ((item: T) => string);
}) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [said, setSaid] = useState("");
  const extents = useRef<Extent[]>([]);
  const start = useRef({ y: 0, scroll: 0, scroller: null as Element | null });
  const refocus = useRef<string | null>(null);

  // An item that is put elsewhere in the document loses the focus.
  useEffect(() => {
    const id = refocus.current;
    if (id === null) return;
    refocus.current = null;
    for (const handle of list.current?.querySelectorAll<HTMLElement>("[data-sort-handle]") ?? [])
      if (handle.dataset.sortHandle === id) handle.focus();
  });

  const move = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || to === from || to < 0 || to >= items.length) return;
    refocus.current = idOf(item, from);
    setSaid(`${nameOf(item)} is now number ${to + 1} of ${items.length}.`);
    onMove(from, to);
  };

  const press = (event: PointerEvent<HTMLElement>, index: number) => {
    if (event.button !== 0 || !list.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    extents.current = [...list.current.children].map((child) => {
      const { top, height } = child.getBoundingClientRect();
      return { top, height };
    });
    const scroller = scrollerOf(list.current);
    start.current = { y: event.clientY, scroll: scroller?.scrollTop ?? 0, scroller };
    setDrag({ from: index, to: index, by: 0 });
  };
  const pull = (event: PointerEvent<HTMLElement>) => {
    if (!drag) return;
    const { y, scroll, scroller } = start.current;
    if (scroller) scrollAtEdge(scroller, event.clientY);
    const by = event.clientY - y + ((scroller?.scrollTop ?? 0) - scroll);
    setDrag({ ...drag, by, to: dropPlace(extents.current, drag.from, by) });
  };
  const drop = () => {
    if (drag) move(drag.from, drag.to);
    setDrag(null);
  };
  const onKey = (event: KeyboardEvent<HTMLElement>, index: number) => {
    if (event.key === "Escape" && drag) {
      event.stopPropagation();
      event.preventDefault();
      setDrag(null);
      return;
    }
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(index, to);
  };

  return (
    <>
      <ol ref={list} aria-label={label} className={className}>
        {items.map((item, index) => {
          const id = idOf(item, index);
          const handle =
            fixed?.(item) === true ? null : (
              <button
                type="button"
                data-sort-handle={id}
                disabled={disabled}
                aria-label={`Move ${nameOf(item)}`}
                title="Drag, or press the arrow keys"
                className="inline-flex h-6 w-4 shrink-0 cursor-grab touch-none items-center justify-center rounded-control text-faint hover:bg-hover hover:text-text active:cursor-grabbing disabled:cursor-default disabled:opacity-50 [&_svg]:size-3.5"
                onPointerDown={(event) => press(event, index)}
                onPointerMove={pull}
                onPointerUp={drop}
                onPointerCancel={() => setDrag(null)}
                onKeyDown={(event) => onKey(event, index)}
              >
                <GripVertical aria-hidden />
              </button>
            );
          const isHeld = drag?.from === index;
          return (
            <li
              key={id}
              style={drag ? placeOf(drag, index, extents.current) : undefined}
              className={cn(
                typeof itemClassName === "function" ? itemClassName(item) : itemClassName,
                drag && !isHeld && "transition-transform duration-120 motion-reduce:transition-none",
                isHeld && "relative z-10 rounded-control bg-raised shadow-float",
              )}
            >
              {children(item, index, handle)}
            </li>
          );
        })}
      </ol>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}

const placeOf = (drag: Drag, index: number, extents: readonly Extent[]): CSSProperties => ({
  transform: `translateY(${index === drag.from ? drag.by : shiftOf(extents, drag.from, drag.to, index)}px)`,
});

function scrollerOf(element: Element): Element | null {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return null;
}

/** How near (px) the pointer must come to the edge of what scrolls, and how far it then goes with each move. */
const edge = 28;
const stride = 12;

function scrollAtEdge(scroller: Element, y: number): void {
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + edge) scroller.scrollTop -= stride;
  else if (y > bottom - edge) scroller.scrollTop += stride;
}
