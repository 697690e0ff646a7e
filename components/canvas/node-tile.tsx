import {
  Blocks,
  Bot,
  CalendarClock,
  CircleHelp,
  Database,
  type LucideIcon,
  MousePointerClick,
  Radio,
  Send,
  Sparkles,
  Split,
  SquareTerminal,
  Timer,
  UserCheck,
  Webhook,
} from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { NodeFamily } from "@/lib/nodes/define";
import { definitionOf } from "@/lib/nodes/definitions";

/** The icons that definitions name; a name that is missing here shows a question mark. */
const icons: Record<string, LucideIcon> = {
  blocks: Blocks,
  bot: Bot,
  "calendar-clock": CalendarClock,
  database: Database,
  "mouse-pointer-click": MousePointerClick,
  radio: Radio,
  send: Send,
  sparkles: Sparkles,
  split: Split,
  "square-terminal": SquareTerminal,
  timer: Timer,
  "user-check": UserCheck,
  webhook: Webhook,
};

const tints: Record<NodeFamily, string> = {
  trigger: "text-family-trigger bg-[color-mix(in_srgb,var(--family-trigger)_12%,transparent)]",
  action: "text-family-action bg-[color-mix(in_srgb,var(--family-action)_12%,transparent)]",
  flow: "text-family-flow bg-[color-mix(in_srgb,var(--family-flow)_12%,transparent)]",
  catalog: "text-family-catalog bg-[color-mix(in_srgb,var(--family-catalog)_12%,transparent)]",
  ai: "text-family-ai bg-[color-mix(in_srgb,var(--family-ai)_12%,transparent)]",
};

const sizes = {
  small: "size-5 rounded-[5px] [&_svg]:size-3",
  medium: "size-7 rounded-control [&_svg]:size-4",
  large: "size-9 rounded-[8px] [&_svg]:size-[18px]",
};

/** The coloured icon of a node type; decoration, the name stands beside it. */
export function NodeTile({ type, size = "large" }: { type: string; size?: keyof typeof sizes }) {
  const definition = definitionOf(type);
  const Icon = icons[definition?.icon ?? ""] ?? CircleHelp;
  return (
    <span
      aria-hidden
      data-tile
      className={cn(
        "inline-flex shrink-0 items-center justify-center",
        sizes[size],
        definition ? tints[definition.family] : "bg-hover text-dim",
      )}
    >
      <Icon />
    </span>
  );
}
