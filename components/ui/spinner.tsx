import { LoaderCircle } from "lucide-react";
import { cn } from "./cn";

/** Turning circle, in the colour of its text. Give `label` when nothing beside it says what is loading. */
export function Spinner({ className, label }: { className?: string; label?: string }) {
  return (
    <LoaderCircle
      className={cn("size-3.5 animate-[spin_0.8s_linear_infinite]", className)}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}
