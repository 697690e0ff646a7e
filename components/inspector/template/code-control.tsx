"use client";

import {
  type ClipboardEvent,
  type DragEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { cn } from "@/components/ui/cn";
import { Textarea } from "@/components/ui/input";
import type { FieldLanguage } from "@/lib/editor/language/field-language";
import { useLocked } from "../use-field";
import { offsetAt } from "./caret-place";
import { HoverCard } from "./hover-card";
import { expressionMime, insertExpression } from "./insert";
import { Layer, type Mark } from "./layer";
import { optionId, SuggestionList } from "./suggestion-list";
import { useHover } from "./use-hover";
import { useSession } from "./use-session";
import { useSuggestions, type WholeOption } from "./use-suggestions";
import { ValueButton } from "./value-picker";

/**
 * A text control that shows the expressions in its text: in colours, with the value under the mouse, and with
 * suggestions while one types. It is a plain text area with transparent letters over a layer that draws them, so
 * that typing, selecting and input methods are the browser's own. A value dragged onto it, of the type
 * `expressionMime`, is written where it is let go.
 */
export function CodeControl({
  id,
  value,
  language,
  marks,
  onChange,
  onPaste,
  lines,
  narrow,
  placeholder,
  label,
  whole,
  invalid,
}: {
  id: string;
  value: string;
  language: FieldLanguage;
  /** What is wrong, by its place in the text. */
  marks: readonly Mark[];
  onChange: (value: string) => void;
  onPaste?: ((event: ClipboardEvent) => void) | undefined;
  /** Takes line breaks. Without, it still wraps and grows. */
  lines?: boolean;
  /** Breaks words anywhere, which takes less room. */
  narrow?: boolean;
  placeholder?: string | undefined;
  label?: string | undefined;
  /** Whole texts to choose from, for a field that is empty or begins like one. */
  whole?: readonly WholeOption[] | undefined;
  invalid?: boolean;
}) {
  const locked = useLocked();
  const control = useRef<HTMLTextAreaElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const listId = useId();
  const session = useSession();
  const [focused, setFocused] = useState(false);
  const [picking, setPicking] = useState(false);
  const { list, close, accept, onInput, onFocus, onKey } = useSuggestions({
    control,
    layer,
    language,
    session,
    whole,
    onAskAgain: () => setPicking(true),
  });
  const hover = useHover(layer);
  const hasCode = language.syntax !== "template" || value.includes("{{") || value.includes("}}");
  const isDrawn = value !== "" && hasCode;
  const tokens = useMemo(() => (isDrawn ? language.tokens(value) : []), [isDrawn, language, value]);
  const follow = () => {
    if (layer.current && control.current) layer.current.scrollTop = control.current.scrollTop;
  };
  useLayoutEffect(follow);

  const drop = (event: DragEvent<HTMLTextAreaElement>) => {
    const expression = event.dataTransfer.getData(expressionMime);
    if (expression === "" || locked) return;
    event.preventDefault();
    const element = event.currentTarget;
    insertExpression(
      element,
      language,
      expression,
      offsetAt(element, event.clientX, event.clientY) ?? element.value.length,
    );
  };

  return (
    <div className="group/code relative rounded-control bg-raised has-[textarea:read-only]:bg-sunken">
      {(isDrawn || focused) && (
        <Layer
          ref={layer}
          text={value}
          tokens={tokens}
          marks={marks}
          isJson={language.syntax === "json"}
          className={cn(
            "max-h-96 pr-7 pl-2 pointer-coarse:pr-finger font-mono text-xs leading-4",
            lines ? "py-1.5" : "py-[5px] pointer-coarse:py-[9px]",
            narrow && "break-all",
            !isDrawn && "invisible",
          )}
        />
      )}
      <Textarea
        ref={control}
        id={id}
        mono
        value={value}
        readOnly={locked}
        rows={1}
        short={!lines}
        placeholder={placeholder}
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-autocomplete="list"
        {...(list && list.items.length > 0
          ? {
              role: "combobox",
              "aria-expanded": true,
              "aria-controls": listId,
              "aria-activedescendant": list.active < 0 ? undefined : optionId(listId, list.active),
            }
          : {})}
        className={cn(
          "relative block bg-transparent! pr-7! pointer-coarse:pr-finger!",
          narrow && "break-all",
          isDrawn &&
            "[-webkit-text-fill-color:transparent] forced-colors:[-webkit-text-fill-color:currentColor]",
        )}
        onChange={(event) => {
          onInput(event);
          onChange(event.target.value);
        }}
        onPaste={onPaste}
        onScroll={follow}
        onFocus={() => {
          setFocused(true);
          onFocus();
        }}
        onBlur={() => {
          setFocused(false);
          close();
        }}
        onClick={close}
        onMouseMove={hover.onMouseMove}
        onMouseLeave={hover.onMouseLeave}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(expressionMime)) event.preventDefault();
        }}
        onDrop={drop}
        onKeyDown={(event) => {
          hover.close();
          if (!locked && onKey(event)) {
            event.preventDefault();
            event.stopPropagation();
          } else if (!lines && event.key === "Enter") event.preventDefault();
        }}
      />
      {!locked && (
        <ValueButton
          open={picking}
          onOpenChange={setPicking}
          session={session}
          control={control}
          language={language}
        />
      )}
      {list && <SuggestionList id={listId} list={list} onAccept={accept} />}
      {hover.hovered && !list && (
        <HoverCard hovered={hover.hovered} text={value} language={language} session={session()} />
      )}
    </div>
  );
}
