"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { MaskedText } from "@/components/run/masked-text";
import { LoadError } from "@/components/settings/load-error";
import { Pill } from "@/components/ui/pill";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/editor/api";
import type { ApiError, InboxItem } from "@/lib/editor/api-types";
import { inboxCount } from "@/lib/editor/inbox-count";
import { AnswerForm } from "./answer-form";
import { AnswersList } from "./answers-list";
import { progressText, respondersText } from "./people";

/**
 * One question: what is asked, how far it is, the form and the answers so far. `stamp` changes when somebody
 * else may have answered. `onOver` is called when it needs no more answers.
 */
export function Question({
  nodeRun,
  stamp,
  onOver,
}: {
  nodeRun: string;
  stamp?: number;
  onOver?: () => void;
}) {
  const { item, error, load } = useQuestion(nodeRun, stamp ?? 0, onOver);
  const [sent, setSent] = useState(0);

  const answered = async (by: string) => {
    toast({ title: `Answered as ${by}`, tone: "ok" });
    setSent((now) => now + 1);
    await load(by);
    inboxCount.refresh();
  };

  if (error && error.error !== "not_asking")
    return (
      <LoadError
        what="The question could not be loaded"
        message={error.message}
        onRetry={() => void load()}
      />
    );
  if (error) return <p className="text-dim text-sm">This question needs no more answers.</p>;
  if (!item)
    return (
      <div role="status" className="flex items-center gap-2 text-dim text-sm">
        <Spinner />
        Loading the question
      </div>
    );
  const begun = item.outlets.filter(({ needed, given }) => needed > 1 || given > 0);
  return (
    <div className="flex flex-col gap-4">
      {item.description !== "" && (
        <p className="whitespace-pre-wrap break-words text-sm">
          <MaskedText text={item.description} />
        </p>
      )}
      <AnswerForm key={sent} item={item} onAnswered={(by) => void answered(by)} />
      <div className="flex flex-col gap-2 border-line border-t pt-3">
        <p className="flex flex-wrap items-center gap-1.5 text-dim text-xs">
          {begun.map((outlet) => (
            <Pill key={outlet.identifier} tone={outlet.given > 0 ? "wait" : "neutral"}>
              {progressText(outlet)}
            </Pill>
          ))}
          <span>May answer: {respondersText(item.responders, 20)}</span>
        </p>
        {item.answers.length > 0 && <AnswersList answers={item.answers} />}
      </div>
    </div>
  );
}

/** How often, and after how many milliseconds, an answer that was given is looked for. */
const looks = { times: 20, pause: 150 };

function useQuestion(nodeRun: string, stamp: number, onOver: (() => void) | undefined) {
  const [item, setItem] = useState<InboxItem>();
  const [error, setError] = useState<ApiError>();
  const over = useRef(onOver);
  over.current = onOver;

  /** Loads the question; after an answer of `by`, until the run has taken it in. */
  const load = useCallback(
    async (by?: string) => {
      for (let left = by === undefined ? 1 : looks.times; left > 0; left--) {
        const answer = await api.inboxItem(nodeRun);
        const has = answer.ok && answer.value.answers.some((one) => one.by.email === by);
        if (answer.ok && by !== undefined && !has && left > 1) {
          await new Promise((resolve) => setTimeout(resolve, looks.pause));
          continue;
        }
        setItem(answer.ok ? answer.value : undefined);
        setError(answer.ok ? undefined : answer.error);
        if (!answer.ok && answer.error.error === "not_asking") over.current?.();
        return;
      }
    },
    [nodeRun],
  );
  useEffect(() => {
    if (stamp >= 0) void load();
  }, [load, stamp]);
  return { item, error, load };
}
