"use client";

import { AlignLeft, Braces, CircleAlert, TextCursorInput } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useStore } from "zustand";
import { CopyButton } from "@/components/run/copy-button";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Keys } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { fromPointer } from "@/lib/base/pointer";
import { formattedText } from "@/lib/editor/language/expression-edits";
import { fieldKind } from "@/lib/editor/language/fields";
import { remember } from "@/lib/editor/remember";
import { readHistory, type Scratch, withScratch } from "@/lib/editor/scratch-history";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { lastField, typeInto } from "./last-field";
import { Results } from "./results";
import { ScratchBar } from "./scratch-bar";
import { useEvaluation } from "./use-evaluation";
import { useScratchData } from "./use-scratch-data";

const ScratchEditor = lazy(() => import("./scratch-editor"));

const nothing: Scratch = { text: "", syntax: "jq" };

/** Evaluates any expression against a run's data; changes nothing in the workflow. */
export function Scratchpad() {
  const id = useEditor((state) => state.id);
  const nodes = useEditor((state) => state.document?.nodes);
  const [source, setSource] = useState<string>();
  const [chosenNode, setNode] = useState<string>();
  const [history, setHistory] = useState(() => readHistory(remember.scratches(id)));
  const [scratch, setScratch] = useState<Scratch>(() => history[0] ?? nothing);
  /** How far back the arrows have gone; what was being written is at -1. */
  const recalled = useRef({ at: -1, draft: nothing });

  const seer = nodes?.find(({ identifier }) => identifier === chosenNode);
  const node = { node: seer?.identifier ?? "", nodeType: seer?.config.type ?? "" };
  const scratchData = useScratchData(source, seer?.identifier);
  const { evaluation, stop } = useEvaluation({ ...scratch, ...node }, scratchData.data);

  const keep = (next: Scratch[]) => {
    setHistory(next);
    remember.keepScratches(id, next);
  };
  const write = (next: Scratch) => {
    recalled.current.at = -1;
    setScratch(next);
  };
  const commit = () => {
    recalled.current.at = -1;
    keep(withScratch(history, scratch));
  };
  const step = (direction: 1 | -1) => {
    const { at, draft } = recalled.current;
    const next = at + direction;
    if (next < -1 || next >= history.length) return;
    recalled.current = { at: next, draft: at === -1 ? scratch : draft };
    setScratch(next === -1 ? recalled.current.draft : (history[next] ?? scratch));
  };
  const error =
    evaluation.kind === "done" && scratchData.state === "ready" ? evaluation.result.error : undefined;
  return (
    <section aria-label="Scratchpad" className="flex h-full min-h-0 flex-col bg-raised">
      <ScratchBar
        scratchData={scratchData}
        onSource={setSource}
        node={seer?.identifier}
        onNode={setNode}
        syntax={scratch.syntax}
        onSyntax={(syntax) => write(translated(scratch, syntax))}
        history={history}
        onRecall={write}
        onForget={() => keep([])}
      />
      <div className="flex min-h-0 flex-1 @max-2xl:flex-col">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col @2xl:max-w-[46%] @2xl:border-line @2xl:border-r @max-2xl:border-line @max-2xl:border-b">
          <div className="min-h-0 flex-1">
            <Suspense fallback={<Loading />}>
              <ScratchEditor
                text={scratch.text}
                syntax={scratch.syntax}
                node={node}
                facts={scratchData.facts}
                error={error}
                onChange={(text) => text !== scratch.text && write({ ...scratch, text })}
                onEvaluate={commit}
                onHistory={step}
              />
            </Suspense>
          </div>
          <Actions scratch={scratch} onFormat={(text) => write({ ...scratch, text })} />
        </div>
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          {typeof scratchData.state === "object" ? (
            <EmptyState icon={<CircleAlert />} title="The run could not be loaded">
              {scratchData.state.error}
            </EmptyState>
          ) : scratchData.state === "loading" ? (
            <Loading />
          ) : (
            <Results
              evaluation={evaluation}
              text={scratch.text}
              onStop={stop}
              onTry={(text) => write({ text, syntax: "jq" })}
            />
          )}
        </div>
      </div>
    </section>
  );
}

const Loading = () => (
  <div className="flex h-full items-center justify-center">
    <Spinner label="Loading" />
  </div>
);

/** An expression becomes a template and back, as long as that loses nothing. */
function translated({ text, syntax }: Scratch, to: Scratch["syntax"]): Scratch {
  if (syntax === to || text.trim() === "") return { text, syntax: to };
  if (to === "template") return { text: templateOf({ text, syntax }), syntax: to };
  const inner = /^\s*\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(text)?.[1];
  return { text: inner?.trim() ?? text, syntax: to };
}

const templateOf = ({ text, syntax }: Scratch): string =>
  syntax === "template" ? text : `{{ ${text.trim()} }}`;

/** What one does with an expression that works. */
function Actions({ scratch, onFormat }: { scratch: Scratch; onFormat: (text: string) => void }) {
  const store = useEditorStore();
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  const field = useStore(lastField, (state) => state.field);
  const formatted = formattedText(scratch.text, scratch.syntax);
  const isBlank = scratch.text.trim() === "";
  const insert = () => {
    if (field === null) return;
    const path = fromPointer(field.at);
    const type = store.getState().document?.nodes[Number(path[1])]?.config.type ?? "";
    const isJq = fieldKind(path, type, "").syntax === "jq";
    if (!typeInto(field, isJq && scratch.syntax === "jq" ? scratch.text.trim() : templateOf(scratch)))
      toast({
        title: `${field.name} is not on screen`,
        description: "Put the cursor into a field of the form, then insert.",
        tone: "bad",
      });
  };
  return (
    <div className="flex h-9 shrink-0 pointer-coarse:h-[52px] items-center gap-1 overflow-hidden border-line border-t px-2">
      <CopyButton text={() => templateOf(scratch)} icon={<Braces />}>
        Copy as template
      </CopyButton>
      <Button
        variant="ghost"
        disabled={formatted === scratch.text}
        title={formatted === scratch.text ? "It is formatted, has comments, or does not parse" : undefined}
        onClick={() => onFormat(formatted)}
      >
        <AlignLeft />
        Format
      </Button>
      <Button
        variant="ghost"
        className="min-w-0 shrink"
        disabled={field === null || locked || isBlank}
        title={field === null ? "Put the cursor into a field of the form first" : undefined}
        onClick={insert}
      >
        <TextCursorInput />
        <span className="truncate">
          {field === null ? "Insert into a field" : `Insert into ${field.name}`}
        </span>
      </Button>
      <span className="ml-auto flex shrink-0 items-center gap-1 text-faint text-xs @max-4xl:hidden">
        Keep <Keys keys={["Enter"]} />
      </span>
    </div>
  );
}
