import { CircleOff, Pin } from "lucide-react";
import type { Mock } from "@/lib/run/pins";

/** What stands on the corner of a card that test runs do not run. */
export function MockBadge({ mock }: { mock: Mock }) {
  const words = mock === "pinned" ? "Output pinned in test runs" : "Disabled in test runs";
  return (
    <span
      title={words}
      className="card-mock absolute -top-2.5 -left-2.5 flex size-6 items-center justify-center rounded-full border border-line-strong bg-raised text-text [&_svg]:size-3.5"
    >
      {mock === "pinned" ? <Pin aria-hidden /> : <CircleOff aria-hidden />}
      <span className="sr-only">{words}</span>
    </span>
  );
}
