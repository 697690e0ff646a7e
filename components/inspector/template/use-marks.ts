"use client";

import { useMemo } from "react";
import { fromPointer } from "@/lib/base/pointer";
import { expressionStrings } from "@/lib/editor/language/expression-strings";
import type { FieldLanguage } from "@/lib/editor/language/field-language";
import { useProblems } from "../use-field";
import type { Mark } from "./layer";

/** Where in a field's JSON text the problems of the expressions in it are; `at` is the pointer of the value. */
export function useJsonMarks(at: string, text: string, language: FieldLanguage | undefined): readonly Mark[] {
  const problems = useProblems(at, { below: true });
  return useMemo(() => {
    const placed = problems.filter(({ span }) => span !== undefined);
    if (placed.length === 0 || language === undefined) return [];
    const { node, nodeType } = language.owner;
    const strings = expressionStrings(text, { kind: "value", path: fromPointer(at), node, nodeType });
    return placed.flatMap(({ at: place, span, severity }): Mark[] => {
      const path = JSON.stringify(fromPointer(place));
      const found = strings.find((one) => !one.isKey && JSON.stringify(one.path) === path);
      if (found === undefined || span === undefined) return [];
      const { literal } = found;
      return [{ start: literal.offsetOf(span.start), end: literal.offsetOf(span.end), severity }];
    });
  }, [problems, at, text, language]);
}
