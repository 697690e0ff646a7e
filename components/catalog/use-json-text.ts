"use client";

import { useState } from "react";
import type { Json } from "@/lib/base/json";
import type { ApiError } from "@/lib/editor/api-types";

/** What is wrong with a text that is to be sent: it is not JSON, or the server refused it. */
export interface Refusal {
  message: string;
  details: { at: string; message: string }[];
}

/** A refusal out of an error of the server. */
export const refusalOf = (error: ApiError): Refusal => ({
  message: error.message,
  details: error.details
    .filter((problem) => problem.message !== error.message)
    .map(({ at, message }) => ({ at, message })),
});

/** A text that is edited as JSON, and what is wrong with it. */
export function useJsonText(initial: string) {
  const [text, setText] = useState(initial);
  const [refusal, setRefusal] = useState<Refusal>();
  const read = (): Json | undefined => {
    try {
      return JSON.parse(text) as Json;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : "it cannot be read";
      setRefusal({ message: `This is not JSON: ${reason}.`, details: [] });
      return undefined;
    }
  };
  return {
    text,
    refusal,
    change: (next: string) => {
      setText(next);
      setRefusal(undefined);
    },
    /** The value, or nothing after having said why. */
    read,
    refuse: (error: ApiError) => setRefusal(refusalOf(error)),
  };
}
