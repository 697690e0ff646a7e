import { createPreviewer, type Previewer } from "./preview";
import type { PreviewAnswer, PreviewQuestion } from "./preview-client";
import { inlaysOf } from "./preview-inlays";
import { createTreePreviewer } from "./tree-preview";
import { createExplainer, type Explainer } from "./why";

/** Milliseconds after which a round over a text answers with what it has. */
const roundLimit = 60;

interface WorkerScope {
  onmessage: ((event: { data: PreviewQuestion }) => void) | null;
  postMessage(answer: PreviewAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

let previewer: Previewer | undefined;
let explainer: Explainer | undefined;
let treePreviewer: ReturnType<typeof createTreePreviewer> | undefined;

scope.onmessage = ({ data: question }) => {
  if (question.kind === "data") {
    previewer = createPreviewer(question.data);
    explainer = createExplainer(question.data);
    treePreviewer = createTreePreviewer(question.data);
    return;
  }
  if (previewer === undefined || explainer === undefined || treePreviewer === undefined) return;
  const { id } = question;
  if (question.kind === "why") {
    scope.postMessage({ kind: "why", id, why: explainer(question.request, question.index) });
    return;
  }
  if (question.kind === "tree") {
    scope.postMessage({ kind: "tree", id, preview: treePreviewer(question.request) });
    return;
  }
  if (question.kind === "string") {
    scope.postMessage({ kind: "string", id, preview: previewer(question.request) });
    return;
  }
  const end = performance.now() + roundLimit;
  const answer = inlaysOf(
    question.text,
    question.part,
    question.range,
    previewer,
    () => performance.now() > end,
  );
  scope.postMessage({ kind: "inlays", id, ...answer });
};
