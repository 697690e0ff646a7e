"use client";

import { X } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { remember } from "@/lib/editor/remember";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";

interface Step {
  /** The control it is about, as a selector; the step is left out where that is not on screen. */
  about: string;
  title: string;
  words: string;
}

const steps: readonly Step[] = [
  {
    about: 'aside[aria-label="Palette"]',
    title: "Add nodes",
    words:
      "Drag a trigger onto the canvas, then what follows. A double click on the canvas, or Tab at a chosen node, offers the same list.",
  },
  {
    about: '[aria-label="Workflow graph"]',
    title: "Connect them",
    words:
      "Drag from the dot at a node's edge to the next node; without a mouse, press C. What is dropped on a connection goes into it.",
  },
  {
    about: 'aside[aria-label="Inspector"]',
    title: "Fill in what it sends",
    words:
      "Form and JSON are the same text. Write {{ in a field to use what earlier nodes gave; what it gives now stands beneath.",
  },
  {
    about: '[aria-label="Environment"]',
    title: "Choose who answers",
    words: "The Playground answers in place of the real hosts, so that a first run touches nothing.",
  },
  {
    about: '[data-tour="run"]',
    title: "Run it",
    words: "Each node shows how it went, and the drawer below has every request and response.",
  },
  {
    about: '[data-tour="share"]',
    title: "Share it",
    words: "The JSON imports into Port unchanged. Publish keeps a version that schedules and calls start.",
  },
];

/** A short way through the editor, from the palette, the help and an empty canvas. Nothing behind it is blocked. */
export function Tour() {
  const asked = useEditor((state) => state.ui.asked?.what === "tour");
  const onPhone = useEditor((state) => state.ui.onPhone);
  return asked && !onPhone ? <Steps /> : null;
}

function Steps() {
  const { ask } = useEditorActions();
  const [shown] = useState(() => steps.filter(({ about }) => document.querySelector(about) !== null));
  const [index, setIndex] = useState(0);
  const step = shown[index];
  const box = useBox(step?.about);
  const card = useRef<HTMLDivElement>(null);
  const end = () => {
    remember.keepTourSeen();
    ask(null);
  };
  useEffect(() => {
    if (step === undefined) ask(null);
    else card.current?.focus();
  }, [step, ask]);
  if (step === undefined) return null;
  const isLast = index === shown.length - 1;
  return (
    <>
      {box && (
        <div
          aria-hidden
          className="pointer-events-none fixed z-40 rounded-card border-2 border-accent"
          style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
        />
      )}
      <div
        ref={card}
        role="dialog"
        aria-label={`Tour: ${step.title}`}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === "Escape") end();
          if (event.key === "ArrowRight" && !isLast) setIndex(index + 1);
          if (event.key === "ArrowLeft" && index > 0) setIndex(index - 1);
        }}
        className="fixed z-50 flex w-80 flex-col gap-2 rounded-card border border-line bg-raised p-4 shadow-float outline-none"
        style={placeBeside(box)}
      >
        <div className="flex items-start justify-between gap-2">
          <h2 className="font-medium text-base">{step.title}</h2>
          <IconButton label="End the tour" size="small" icon={<X />} onClick={end} />
        </div>
        <p className="text-dim text-sm">{step.words}</p>
        <div className="mt-1 flex items-center gap-2">
          <span className="tabular mr-auto text-faint text-xs">
            {index + 1} of {shown.length}
          </span>
          {index > 0 && <Button onClick={() => setIndex(index - 1)}>Back</Button>}
          <Button variant="primary" onClick={() => (isLast ? end() : setIndex(index + 1))}>
            {isLast ? "Done" : "Next"}
          </Button>
        </div>
      </div>
    </>
  );
}

type Box = Pick<DOMRect, "left" | "top" | "width" | "height">;

/** Where a control stands now; followed while the window changes. */
function useBox(about: string | undefined): Box | undefined {
  const [box, setBox] = useState<Box>();
  useLayoutEffect(() => {
    const measure = () => {
      const rect = about === undefined ? undefined : document.querySelector(about)?.getBoundingClientRect();
      setBox(rect && { left: rect.left, top: rect.top, width: rect.width, height: rect.height });
    };
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, [about]);
  return box;
}

const width = 320;
const height = 190;
const gap = 12;

/** Beside the control where there is room, below a low one, and within a large one. */
function placeBeside(box: Box | undefined): { left: number; top: number } {
  if (box === undefined) return { left: gap, top: gap };
  const { innerWidth, innerHeight } = window;
  const within = (value: number, most: number) => Math.max(gap, Math.min(value, most - gap));
  const top = within(box.top, innerHeight - height);
  if (box.height < 60)
    return {
      left: within(box.left + box.width - width, innerWidth - width),
      top: box.top + box.height + gap,
    };
  if (box.left + box.width + width + gap < innerWidth)
    return { left: box.left + box.width + gap, top: top + 40 };
  if (box.left - width - gap > 0) return { left: box.left - width - gap, top: top + 40 };
  return { left: box.left + (box.width - width) / 2, top: box.top + gap };
}
