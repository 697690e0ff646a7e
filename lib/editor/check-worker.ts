import { checkText } from "../workflow/check";
import type { CheckAnswer, CheckQuestion } from "./checker";

interface WorkerScope {
  onmessage: ((event: { data: CheckQuestion }) => void) | null;
  postMessage(answer: CheckAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data: { id, text, secrets, playground, shapes } }) =>
  scope.postMessage({
    id,
    problems: checkText(text, { secrets: secrets && new Set(secrets), playground, shapes }).problems,
  });
