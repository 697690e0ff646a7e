"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ValueHead } from "@/lib/nodes/runner";
import { formatBytes } from "./format";
import { RawText } from "./json-view";

/** The beginning of a value that is too large to be sent with the run; the whole comes when it is asked for. */
export function HeadView({ head, url, label }: { head: ValueHead; url: string; label: string }) {
  const [whole, setWhole] = useState<{ text: string } | "loading" | "failed">();
  const readWhole = async () => {
    setWhole("loading");
    const answer = await fetch(url).catch(() => undefined);
    setWhole(answer?.ok ? { text: await answer.text() } : "failed");
  };
  const text = typeof whole === "object" ? whole.text : head.text;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b bg-sunken px-3 py-1.5 text-xs">
        {typeof whole === "object" ? (
          <span>All of it, {formatBytes(head.size)}.</span>
        ) : (
          <>
            <span>
              {`The first ${formatBytes(head.text.length)} of ${formatBytes(head.size)}. Templates read all of it.`}
              {whole === "failed" && (
                <span className="text-bad">
                  {" "}
                  The rest could not be read. Check that the server is running and try again.
                </span>
              )}
            </span>
            <Button variant="ghost" busy={whole === "loading"} onClick={() => void readWhole()}>
              Show all of it
            </Button>
          </>
        )}
      </div>
      <RawText text={text} label={label} />
    </div>
  );
}
