"use client";

import { type ChangeEvent, type KeyboardEvent, type RefObject, useEffect, useState } from "react";
import type { FieldLanguage } from "@/lib/editor/language/field-language";
import { type FieldHelp, type FieldSuggestion, fieldHelp } from "@/lib/editor/language/field-suggestions";
import type { PreviewSession } from "@/lib/editor/preview-session";
import { rectOf } from "./caret-place";
import { writeInto } from "./insert";

/** A text that may stand for all of a field's. */
export interface WholeOption {
  value: string;
  detail: string;
}

/** The list beneath the caret, while it is open. */
export interface OpenList extends FieldHelp {
  active: number;
  /** Where on the screen it belongs. */
  anchor: () => DOMRect | undefined;
}

/** Keys after which the list opens by itself; after others it goes on when it is open. */
const opening = /[\w."[|{(@$;]/;

/** Opens, filters and closes the suggestions of a text control, and what its keys do meanwhile. */
export function useSuggestions({
  control,
  layer,
  language,
  session,
  whole,
  onAskAgain,
}: {
  control: RefObject<HTMLTextAreaElement | null>;
  layer: RefObject<HTMLDivElement | null>;
  language: FieldLanguage;
  session: () => PreviewSession;
  whole: readonly WholeOption[] | undefined;
  /** Ctrl+Space while the list is open. */
  onAskAgain: () => void;
}) {
  const [list, setList] = useState<OpenList | null>(null);
  // The list is made after the control and its layer show the new text, which tells the caret's place.
  const [wanted, setWanted] = useState<{ asked: boolean; unchosen?: true } | null>(null);
  const close = () => {
    setList(null);
    setWanted(null);
  };

  useEffect(() => {
    if (!wanted) return;
    setWanted(null);
    const element = control.current;
    if (!element || !layer.current) return;
    const index = element.selectionStart;
    const { value } = element;
    const help = fieldHelp(language, value, index, session().facts());
    const found = { ...help, items: [...wholeItems(whole, value, language, index), ...help.items] };
    // Where an argument begins anything may stand, and Enter must not choose for who types.
    const isAtArgument = !wanted.asked && found.signature && /[(;]$/.test(value.slice(0, index));
    const items = isAtArgument ? [] : found.items;
    const from = items[0]?.insertion.start ?? index;
    const anchor = () => (layer.current ? rectOf(layer.current, from) : undefined);
    // In plain text only who asks is offered a template.
    const isTypedText =
      !wanted.asked &&
      items[0]?.kind === "braces" &&
      items.length === 1 &&
      !/\{$/.test(value.slice(0, index));
    if (isTypedText || (items.length === 0 && !found.signature)) setList(null);
    else setList({ ...found, items, active: wanted.unchosen ? -1 : 0, anchor });
  }, [wanted, control, layer, language, session, whole]);

  const accept = (item: FieldSuggestion) => {
    if (control.current) writeInto(control.current, item.insertion);
    setList(null);
    setWanted(item.goesOn ? { asked: true } : null);
  };

  /** Hears of each change by the person, before it is written. */
  const onInput = (event: ChangeEvent<HTMLTextAreaElement>) => {
    const native = event.nativeEvent as InputEvent;
    const typed = native.inputType === "insertText" && native.data?.length === 1 ? native.data : undefined;
    const opens = typed !== undefined && opening.test(typed);
    if (!native.isComposing && (opens || (list !== null && native.inputType?.startsWith("delete"))))
      setWanted({ asked: false });
    else close();
  };

  /** An empty field says at once what could stand in it; nothing is chosen, so that Tab goes on. */
  const onFocus = () => {
    if (whole && whole.length > 0 && control.current?.value === "")
      setWanted({ asked: false, unchosen: true });
  };

  /** True when the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.nativeEvent.isComposing) return false;
    if (event.key === " " && event.ctrlKey) {
      if (list) {
        close();
        onAskAgain();
      } else setWanted({ asked: true });
      return true;
    }
    if (!list) return false;
    const { items, active } = list;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = steps[event.key];
    const last = items.length - 1;
    if (by !== undefined && items.length > 0) {
      const next = active + by;
      const around = next < 0 ? last : 0;
      const within = Math.max(0, Math.min(last, next));
      setList({ ...list, active: Math.abs(by) === 1 && next !== within ? around : within });
      return true;
    }
    const chosen = items[active];
    if ((event.key === "Enter" || event.key === "Tab") && chosen && !event.shiftKey) {
      accept(chosen);
      return true;
    }
    if (event.key === "Escape") {
      close();
      return true;
    }
    if (/^(Arrow|Home|End)/.test(event.key)) close();
    return false;
  };

  return { list, close, accept, onInput, onFocus, onKey };
}

/** The whole texts that begin like what is written. */
function wholeItems(
  whole: readonly WholeOption[] | undefined,
  text: string,
  language: FieldLanguage,
  index: number,
): FieldSuggestion[] {
  if (whole === undefined || language.placeAt(text, index)?.caret !== undefined) return [];
  return whole
    .filter(({ value }) => value !== text && value.toLowerCase().startsWith(text.toLowerCase()))
    .map(({ value, detail }) => ({
      label: value,
      kind: "value",
      detail,
      insertion: { start: 0, end: text.length, text: value, caret: value.length },
      goesOn: false,
    }));
}
