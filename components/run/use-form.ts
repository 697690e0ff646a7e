"use client";

import { useMemo, useState } from "react";
import type { Json, JsonObject } from "@/lib/base/json";
import { fieldsOf, type Page, pagesOf, withChange } from "@/lib/workflow/inputs";
import { useFormContext } from "./form-context";
import { checkForm, checkPage, firstGiven, shownValues } from "./form-values";

const fine: ReadonlyMap<string, string> = new Map();

/** A form that is being filled in. */
export interface FormState {
  userInputs: JsonObject;
  values: JsonObject;
  /** The pages that are shown. */
  pages: readonly Page[];
  /** Which of them is open, from 0. */
  at: number;
  /** By input name; under "" those of the whole page. */
  problems: ReadonlyMap<string, string>;
  change(name: string, value: Json | undefined): void;
  /** To the next page, when nothing is wrong with this one. */
  next(): void;
  back(): void;
  /** What is to be sent; undefined when something is wrong, which is then shown. */
  read(): JsonObject | undefined;
  /** Shows problems, on the first page that has one. */
  show(problems: ReadonlyMap<string, string>): void;
}

/** Holds the values, the open page and the problems of a form. `last` is what was sent the last time. */
export function useForm(
  userInputs: JsonObject,
  last: JsonObject | undefined,
  first: ReadonlyMap<string, string> = fine,
): FormState {
  const context = useFormContext();
  const [given, setGiven] = useState(() => firstGiven(userInputs, last, context));
  const [problems, setProblems] = useState(first);
  const [wanted, setWanted] = useState(0);
  const values = useMemo(() => shownValues(userInputs, given, context), [userInputs, given, context]);
  const all = useMemo(() => pagesOf(userInputs, values, context), [userInputs, values, context]);
  const pages = all.filter((page) => page.visible);
  const at = Math.min(wanted, Math.max(0, pages.length - 1));

  const show = (found: ReadonlyMap<string, string>) => {
    setProblems(found);
    const place = pages.findIndex((page) => fieldsOf(page).some(({ name }) => found.has(name)));
    if (place >= 0) setWanted(place);
  };
  return {
    userInputs,
    values,
    pages,
    at,
    problems,
    change(name, value) {
      setGiven((now) => withChange(userInputs, now, name, value));
      setProblems((now) => new Map([...now].filter(([key]) => key !== name && key !== "")));
    },
    next() {
      const page = pages[at];
      const found = page === undefined ? fine : checkPage(userInputs, given, all.indexOf(page), context);
      setProblems(found);
      if (found.size === 0) setWanted(at + 1);
    },
    back() {
      setProblems(fine);
      setWanted(at - 1);
    },
    read() {
      const checked = checkForm(userInputs, given, context);
      if ("inputs" in checked) return checked.inputs;
      show(checked.problems);
      return undefined;
    },
    show,
  };
}
