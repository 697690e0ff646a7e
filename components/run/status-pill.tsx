import {
  Ban,
  Check,
  CircleOff,
  Clock,
  CornerDownRight,
  Hourglass,
  LoaderCircle,
  Minus,
  Pin,
  Square,
  UserRound,
  X,
} from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Pill, type Tone } from "@/components/ui/pill";
import type { StatusIconName, StatusLook } from "./status";

const colours: Record<Tone, string> = {
  neutral: "text-faint",
  accent: "text-accent",
  queue: "text-queue",
  run: "text-run",
  wait: "text-wait",
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  cancel: "text-cancel",
};

const icons = {
  clock: Clock,
  hourglass: Hourglass,
  person: UserRound,
  tick: Check,
  cross: X,
  stop: Ban,
  dash: Minus,
  pin: Pin,
  off: CircleOff,
} satisfies Partial<Record<StatusIconName, typeof Clock>>;

/** The icon of a state; with `label` it stands alone and is named. */
export function StatusIcon({
  look,
  alone,
  className,
}: {
  look: StatusLook;
  alone?: boolean;
  className?: string;
}) {
  const shape = cn("size-3.5 shrink-0", colours[look.tone], className);
  return (
    <span className="inline-flex shrink-0 items-center" title={alone ? look.label : undefined}>
      <Shape name={look.icon} className={shape} />
      {alone && <span className="sr-only">{look.label}</span>}
    </span>
  );
}

function Shape({ name, className }: { name: StatusIconName; className: string }) {
  if (name === "spinner")
    return <LoaderCircle aria-hidden className={cn(className, "animate-[spin_0.8s_linear_infinite]")} />;
  if (name === "cross-arrow")
    return (
      <span aria-hidden className="inline-flex">
        <X className={className} strokeWidth={2.5} />
        <CornerDownRight className={cn(className, "-ml-0.5 size-3")} />
      </span>
    );
  const Icon = name === "stop" ? Square : icons[name];
  return <Icon aria-hidden className={className} strokeWidth={2.5} />;
}

/** A state as a pill: icon and word; `short` keeps to one word, with the whole on hover. */
export function StatusPill({ look, short }: { look: StatusLook; short?: boolean }) {
  return (
    <span className="inline-flex shrink-0" title={short && look.short ? look.label : undefined}>
      <Pill tone={look.tone} icon={<Shape name={look.icon} className="size-3" />}>
        {(short && look.short) || look.label}
      </Pill>
    </span>
  );
}
