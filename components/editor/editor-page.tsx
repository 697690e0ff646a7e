"use client";

import { FileQuestion, ServerOff } from "lucide-react";
import Link from "next/link";
import { useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { api } from "@/lib/editor/api";
import type { ApiError, WorkflowDetail } from "@/lib/editor/api-types";
import { Editor } from "./editor";

/** Loads a workflow and shows its editor, or says why it cannot. */
export function EditorPage({ id }: { id: string }) {
  const [workflow, setWorkflow] = useState<WorkflowDetail | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const load = useCallback(async () => {
    setError(null);
    const answer = await api.workflow(id);
    if (answer.ok) setWorkflow(answer.value);
    else setError(answer.error);
  }, [id]);
  useEffect(() => {
    void load();
  }, [load]);

  if (workflow) return <Editor key={workflow.id} workflow={workflow} />;
  if (error) return <Failure error={error} id={id} onRetry={() => void load()} />;
  return <Skeleton />;
}

function Failure({ error, id, onRetry }: { error: ApiError; id: string; onRetry: () => void }) {
  const missing = error.status === 404;
  return (
    <main className="h-dvh">
      <EmptyState
        icon={missing ? <FileQuestion /> : <ServerOff />}
        title={missing ? `There is no workflow "${id}"` : "The workflow could not be loaded"}
        action={
          <div className="flex gap-2">
            {!missing && <Button onClick={onRetry}>Try again</Button>}
            <Button asChild>
              <Link href="/">All workflows</Link>
            </Button>
          </div>
        }
      >
        {missing ? "It may have been deleted, or the address is mistyped." : error.message}
      </EmptyState>
    </main>
  );
}

const bar = "animate-pulse rounded-control bg-active";

/** The frame while the workflow is on its way. */
function Skeleton() {
  return (
    <div className="flex h-dvh flex-col" role="status" aria-label="Loading the workflow">
      <div className="flex h-12 items-center gap-3 border-line border-b bg-raised px-3">
        <span className={`${bar} size-6`} />
        <span className={`${bar} h-4 w-44`} />
        <span className={`${bar} ml-auto h-7 w-20`} />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="flex w-[232px] flex-col gap-3 border-line border-r bg-raised p-3 max-[899px]:hidden">
          {[1, 2, 3, 4, 5, 6].map((row) => (
            <span key={row} className={`${bar} h-8`} />
          ))}
        </div>
        <div className="flex-1" />
        <div className="w-[400px] border-line border-l bg-raised p-4 max-[899px]:hidden">
          <span className={`${bar} block h-4 w-32`} />
        </div>
      </div>
    </div>
  );
}
