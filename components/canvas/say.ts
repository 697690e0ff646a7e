import { announce } from "@/components/ui/announcer";
import { toast } from "@/components/ui/toast";
import type { PinsChanged } from "@/lib/editor/pin-edits";
import type { Refusal } from "@/lib/editor/store-types";

/** Shows why something was refused, where it was; whether it was. */
export function say(result: Refusal | object | undefined): result is Refusal {
  if (result === undefined || !("refused" in result)) return false;
  toast({ title: String(result.refused), tone: "bad" });
  return true;
}

/** Says what test runs leave out now; on screen too where the card cannot show all of it. */
export function sayPins(result: PinsChanged | Refusal): void {
  if (say(result) || "refused" in result) return;
  if (result.sample) toast({ title: result.words });
  else announce(result.words);
}
