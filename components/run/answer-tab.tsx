"use client";

import { AnswersList } from "@/components/inbox/answers-list";
import { Question } from "@/components/inbox/question";
import { buttonsOf, readPrompt } from "@/lib/nodes/input/prompt";
import type { NodeRunState } from "@/lib/run/state";
import { MaskedText } from "./masked-text";

/** For a node run that asks people: the form while it waits, and who answered what. */
export function AnswerTab({ nodeRun }: { nodeRun: NodeRunState }) {
  const prompt = readPrompt(nodeRun.prompt);
  if (prompt === undefined) return null;
  if (nodeRun.status === "IN_PROGRESS")
    return (
      <div className="h-full overflow-auto p-3">
        <div className="max-w-xl">
          <Question nodeRun={nodeRun.nodeRun} stamp={nodeRun.answers.length} />
        </div>
      </div>
    );
  const buttons = buttonsOf(prompt.userInputs);
  const answers = nodeRun.answers.map(({ buttonIdentifier, ...answer }) => ({
    ...answer,
    button: buttons.find(({ identifier }) => identifier === buttonIdentifier)?.label ?? buttonIdentifier,
  }));
  return (
    <div className="flex h-full flex-col gap-3 overflow-auto p-3">
      {prompt.description !== "" && (
        <p className="max-w-xl whitespace-pre-wrap break-words text-sm">
          <MaskedText text={prompt.description} />
        </p>
      )}
      {answers.length > 0 ? (
        <AnswersList answers={answers} />
      ) : (
        <p className="text-faint text-xs">It ended without an answer.</p>
      )}
    </div>
  );
}
