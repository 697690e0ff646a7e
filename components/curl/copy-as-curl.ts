import { copyText } from "@/components/run/copy-button";
import { toast } from "@/components/ui/toast";
import { copyCurl } from "@/lib/workflow/curl/print";
import type { WorkflowNode } from "@/lib/workflow/document";

/** Puts a WEBHOOK's request on the clipboard as a `curl` command, and says what it could not carry. */
export async function copyAsCurl(node: WorkflowNode): Promise<void> {
  const { text, left } = copyCurl(node.config);
  if (!(await copyText(text))) return;
  toast({
    title: "Copied as cURL",
    description: left.length === 0 ? "Secrets are shell variables." : `Not in it: ${left.join(", ")}.`,
    tone: "ok",
  });
}
