"use client";

import { createContext, useContext } from "react";
import type { JsonObject } from "@/lib/base/json";
import type { FormContext } from "@/lib/workflow/inputs";

/** What the preview of a form holds now: the queries of the builder are shown with these values. */
export interface Play {
  values: JsonObject;
  context: FormContext;
}

export const PlayContext = createContext<Play | undefined>(undefined);

export const usePlay = (): Play | undefined => useContext(PlayContext);
