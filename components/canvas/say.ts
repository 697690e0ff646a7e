import { toast } from "@/components/ui/toast";
import type { Refusal } from "@/lib/editor/store-types";

/** Shows why something was refused, where it was; whether it was. */
export function say(result: Refusal | object | undefined): result is Refusal {
  if (result === undefined || !("refused" in result)) return false;
  toast({ title: String(result.refused), tone: "bad" });
  return true;
}
