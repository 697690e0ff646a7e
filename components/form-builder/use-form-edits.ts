"use client";

import { useChanges } from "@/components/inspector/use-field";
import type { JsonObject } from "@/lib/base/json";
import { freeName } from "@/lib/workflow/fresh-identifier";
import { addHeadingChanges, addInputChanges } from "./form-changes";
import { objectOf } from "./form-rows";
import { type InputKind, titleFrom } from "./input-kinds";

/** Adds inputs and headings to a form; each gives the name of what it added. */
export function useFormEdits(at: string, form: JsonObject) {
  const change = useChanges();
  const taken = () =>
    new Set([...Object.keys(objectOf(form.properties)), ...Object.keys(objectOf(form.titles))]);
  return {
    /** To the end of a step; of the last one, or of the form, when none is given. */
    addInput(kind: InputKind, step?: number): string {
      const name = freeName(taken(), kind.name);
      const { type, ...rest } = kind.property;
      change(
        addInputChanges(at, form, name, { type: type ?? "string", title: titleFrom(name), ...rest }, step),
      );
      return name;
    },
    addHeading(step?: number): string {
      const id = freeName(taken(), "heading");
      change(addHeadingChanges(at, form, id, titleFrom(id), step));
      return id;
    },
  };
}
