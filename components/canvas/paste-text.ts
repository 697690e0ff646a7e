import type { StoreApi } from "zustand";
import { sayCurl } from "@/components/curl/curl-report";
import { askForApi } from "@/components/openapi/ask";
import { keysInWords } from "@/components/ui/kbd";
import { toast } from "@/components/ui/toast";
import { pasteNodes } from "@/lib/editor/clipboard";
import { pasteCurl } from "@/lib/editor/curl";
import type { EditorStore } from "@/lib/editor/store-types";
import { counted } from "@/lib/nodes/fields";
import { isCurl } from "@/lib/workflow/curl/read";
import { isApiText } from "@/lib/workflow/openapi/is-api-text";
import { grip } from "./use-drops";

/** Makes of a pasted text what it describes, with its middle at a place of the canvas; says so when that is nothing. */
export function pasteText(
  store: StoreApi<EditorStore>,
  text: string,
  middle: { x: number; y: number },
  choose: (ids: readonly string[]) => void,
): void {
  const place = { x: middle.x - grip.x, y: middle.y - grip.y };
  if (isCurl(text)) {
    sayCurl(pasteCurl(store, text, place));
    return;
  }
  if (isApiText(text)) {
    askForApi({ text, at: place });
    return;
  }
  const result = pasteNodes(store, text, place);
  if (result === undefined)
    toast({
      title: "The clipboard holds no nodes",
      description:
        'Copy a node, or JSON such as {"config": {"type": "WEBHOOK", "url": "https://…"}}, or a curl command.',
      tone: "bad",
    });
  else if ("refused" in result) toast({ title: result.refused, tone: "bad" });
  else {
    choose(result.added);
    toast({ title: `Pasted ${counted(result.added.length, "node")}`, tone: "ok" });
  }
}

/** The clipboard's text, for a menu, where no event of the browser brings it; undefined, and said, when it is not given. */
export async function clipboardText(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    toast({
      title: "The browser does not let this page read the clipboard",
      description: `Press ${keysInWords(["Mod", "V"])} with the pointer over the canvas instead.`,
      tone: "bad",
    });
    return undefined;
  }
}
