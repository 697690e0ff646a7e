import type { StoreApi } from "zustand";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/editor/api";
import type { EditorStore } from "@/lib/editor/store-types";
import { downloadFrom } from "./save-file";

/** Saves the draft, then downloads it; says so when it could not be saved. */
export async function exportFile(store: StoreApi<EditorStore>): Promise<void> {
  await store.getState().actions.save();
  const { saveState, id } = store.getState();
  if (saveState.kind === "saved") return downloadFrom(api.exportUrl(id));
  toast({
    title: "The draft is not saved yet, so the export would be an older one",
    description: "Use Copy JSON for the text as it is here.",
    tone: "bad",
  });
}
