"use client";

import { useEffect, useState } from "react";
import { Moment } from "@/components/run/moment";
import { api } from "@/lib/editor/api";
import type { TriggerRow } from "@/lib/editor/api-types";
import { useEditor } from "@/lib/editor/use-editor";

/** What a trigger that starts runs by itself waits for, and what came of the last time. */
export function TriggerState({ node }: { node: string }) {
  const version = useEditor((state) => state.version);
  // A run that is new may be one that this trigger has started.
  const newest = useEditor((state) => state.runs[0]?.id);
  return <Loaded key={`${version} ${newest}`} node={node} version={version} />;
}

function Loaded({ node, version }: { node: string; version: number | null }) {
  const id = useEditor((state) => state.id);
  const [rows, setRows] = useState<readonly TriggerRow[]>();
  useEffect(() => {
    let gone = false;
    void api.triggers(id).then((answer) => {
      if (!gone && answer.ok) setRows(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [id]);
  if (rows === undefined) return null;
  const row = rows.find((one) => one.node === node);
  return (
    <section
      aria-label="On this server"
      className="flex flex-col gap-1 rounded-control bg-sunken px-3 py-2 text-xs"
    >
      {row === undefined ? (
        <p className="text-dim">
          {version === null
            ? "It starts runs once the workflow is published."
            : "The published version has no such trigger that is on; publish to begin."}
        </p>
      ) : (
        <State row={row} />
      )}
    </section>
  );
}

function State({ row }: { row: TriggerRow }) {
  const { nextAt, lastAt, problem, problemAt, timers } = row;
  return (
    <>
      {nextAt !== null && (
        <p>
          Next run <Moment at={nextAt} />
        </p>
      )}
      {timers > 0 && (
        <p>
          Waits for {timers} {timers === 1 ? "timer" : "timers"}
        </p>
      )}
      <p className="text-dim">
        {lastAt === null ? "It has started no run yet." : "Last run "}
        {lastAt !== null && <Moment at={lastAt} />}
      </p>
      {problem !== null && (
        <p role="alert" className="text-bad">
          {problemAt !== null && <Moment at={problemAt} />} it started none: {problem}
        </p>
      )}
    </>
  );
}
