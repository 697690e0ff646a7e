import { FlaskConical, Server } from "lucide-react";
import type { RunEnvironment } from "@/lib/run/events";

/** Says plainly when a run did not speak to the real hosts. */
export function EnvironmentBadge({
  environment,
}: {
  environment: Pick<RunEnvironment, "name" | "playground">;
}) {
  const Icon = environment.playground ? FlaskConical : Server;
  return (
    <span className="inline-flex h-5 min-w-0 max-w-64 items-center gap-1 rounded-full border border-line-strong border-dashed px-2 text-dim text-xs">
      <Icon aria-hidden className="size-3 shrink-0" />
      <span className="truncate">
        {environment.playground ? "Playground — not the real thing" : `Environment ${environment.name}`}
      </span>
    </span>
  );
}
