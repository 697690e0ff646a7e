"use client";

import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import type { ApiCall } from "@/lib/editor/openapi";
import { MethodPill } from "./method-pill";

/** The calls by subject; what is typed narrows them. */
export function CallList({ calls, current }: { calls: readonly ApiCall[]; current: string }) {
  const [wanted, setWanted] = useState("");
  const words = wanted.toLowerCase().split(/\s+/);
  const shown = calls.filter((call) => {
    const text = `${call.method} ${call.path} ${call.summary} ${call.tag}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const tags = [...new Set(shown.map(({ tag }) => tag))];
  return (
    <nav
      aria-label="Calls"
      className="flex max-h-72 flex-col gap-3 overflow-y-auto md:sticky md:top-16 md:max-h-[calc(100dvh-5rem)] md:self-start md:pr-1"
    >
      <Input
        type="search"
        aria-label="Find a call"
        className="shrink-0"
        placeholder="Find a call"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {tags.map((tag) => (
        <section key={tag} aria-label={tag}>
          <h2 className="px-1 pb-1 font-medium text-faint text-xs">{tag}</h2>
          <ul>
            {shown
              .filter((call) => call.tag === tag)
              .map((call) => (
                <li key={call.id}>
                  <a
                    href={`#${call.id}`}
                    title={`${call.method} ${call.path}`}
                    {...(call.id === current ? { "aria-current": "true" as const } : {})}
                    className={cn(
                      "flex min-h-7 items-center gap-2 rounded-control px-1 py-0.5 text-sm",
                      call.id === current ? "bg-active text-text" : "text-dim hover:bg-hover hover:text-text",
                    )}
                  >
                    <MethodPill method={call.method} />
                    <span className="min-w-0 truncate">{call.summary}</span>
                  </a>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {shown.length === 0 && <p className="px-1 text-faint text-sm">No call has these words.</p>}
    </nav>
  );
}
