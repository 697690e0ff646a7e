import { CircleOff, Pin } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Mock } from "@/lib/run/pins";

/** What stands on the corner of a card that test runs do not run, and `inRow` of the outline. */
export function MockBadge({ mock, inRow = false }: { mock: Mock; inRow?: boolean }) {
  const words = mock === "pinned" ? "Output pinned in test runs" : "Disabled in test runs";
  return (
    <span
      title={words}
      className={cn(
        "flex items-center justify-center text-text [&_svg]:size-3.5",
        !inRow &&
          "card-mock absolute -top-2.5 -left-2.5 size-6 rounded-full border border-line-strong bg-raised",
      )}
    >
      {mock === "pinned" ? <Pin aria-hidden /> : <CircleOff aria-hidden />}
      <span className="sr-only">{words}</span>
    </span>
  );
}
