"use client";

import type { ClipboardEvent } from "react";
import { sayCurl } from "@/components/curl/curl-report";
import { replaceByCurl } from "@/lib/editor/curl";
import { useEditorStore } from "@/lib/editor/use-editor";
import { isCurl } from "@/lib/workflow/curl/read";
import { useLocked } from "../use-field";

/** In a webhook's URL a pasted `curl` command is its whole request. */
export function useCurlPaste(at: string): ((event: ClipboardEvent) => void) | undefined {
  const store = useEditorStore();
  const locked = useLocked();
  const index = /^\/nodes\/(\d+)\/config\/url$/.exec(at)?.[1];
  if (index === undefined || locked) return undefined;
  return (event) => {
    const text = event.clipboardData.getData("text/plain");
    const type = store.getState().document?.nodes[Number(index)]?.config.type;
    if (type !== "WEBHOOK" || !isCurl(text)) return;
    event.preventDefault();
    sayCurl(replaceByCurl(store, `/nodes/${index}/config`, text));
  };
}
