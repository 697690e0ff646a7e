import { Fragment, memo, type ReactNode, type Ref } from "react";
import { cn } from "@/components/ui/cn";
import type { Severity } from "@/lib/base/problem";
import type { FieldToken } from "@/lib/editor/language/field-language";

/** A stretch of the text that something is wrong with. */
export interface Mark {
  start: number;
  end: number;
  severity: Severity;
}

const colours: Record<string, string> = {
  "template.brace": "text-faint",
  "template.path": "text-accent",
  "template.variable": "text-accent",
  "template.function": "text-family-flow",
  "template.word": "text-family-flow",
  "template.number": "text-family-flow",
  "template.literal": "text-ok",
  "template.operator": "text-dim",
  "delimiter.bracket": "text-dim",
  delimiter: "text-faint",
  number: "text-family-flow",
  keyword: "text-family-flow",
  "value.string": "text-dim",
  invalid: "text-bad",
};

const waves: Record<Severity, string> = {
  error:
    "underline decoration-wavy decoration-bad decoration-1 underline-offset-2 [text-decoration-skip-ink:none]",
  warning:
    "underline decoration-wavy decoration-warn decoration-1 underline-offset-2 [text-decoration-skip-ink:none]",
  info: "underline decoration-dotted decoration-dim decoration-1 underline-offset-2",
};

const colourOf = (scope: string, isJson: boolean): string | undefined =>
  scope === "value.string" && !isJson
    ? undefined
    : (colours[scope] ?? colours[scope.replace(/\.string$/, "")]);

/** The text of a control, drawn behind it in colours. Each character stands where the control has it. */
export const Layer = memo(function Layer({
  ref,
  text,
  tokens,
  marks,
  isJson,
  className,
}: {
  ref: Ref<HTMLDivElement>;
  text: string;
  tokens: readonly FieldToken[];
  marks: readonly Mark[];
  isJson: boolean;
  className: string;
}) {
  return (
    <div
      ref={ref}
      aria-hidden
      data-field-text
      className={cn(
        "pointer-events-none absolute inset-0 overflow-y-auto whitespace-pre-wrap border border-transparent text-text [overflow-wrap:break-word] [scrollbar-color:transparent_transparent]",
        className,
      )}
    >
      {pieces(text, tokens, marks, isJson)}
      {/* A last empty line has height only when there is something in it. */}
      {text.endsWith("\n") || text === "" ? "\u200b" : ""}
    </div>
  );
});

function pieces(
  text: string,
  tokens: readonly FieldToken[],
  marks: readonly Mark[],
  isJson: boolean,
): ReactNode[] {
  const shown: ReactNode[] = [];
  let chip: ReactNode[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) shown.push(<Fragment key={at}>{text.slice(at, to)}</Fragment>);
    at = to;
  };
  const closeChip = () => {
    if (chip.length > 0)
      shown.push(
        <span key={`chip${at}`} className="rounded-[3px] bg-accent-soft [box-decoration-break:clone]">
          {chip}
        </span>,
      );
    chip = [];
  };
  for (const { start, end, scope } of tokens) {
    const inExpression = scope.startsWith("template.");
    const isBrace = scope.startsWith("template.brace");
    const opens = isBrace && text.startsWith("{", start);
    if (opens || !inExpression) closeChip();
    plain(start);
    at = end;
    const piece = (
      <span key={start} data-start={inExpression ? start : undefined} className={colourOf(scope, isJson)}>
        {marked(text, start, end, marks)}
      </span>
    );
    if (opens || chip.length > 0) chip.push(piece);
    else shown.push(piece);
    if (isBrace && !opens) closeChip();
  }
  closeChip();
  plain(text.length);
  return shown;
}

/** A token's text, with what is wrong with a part of it underlined. */
function marked(text: string, start: number, end: number, marks: readonly Mark[]): ReactNode {
  const mark = marks.find((one) => one.start < end && one.end > start);
  if (mark === undefined) return text.slice(start, end);
  const from = Math.max(start, mark.start);
  const to = Math.min(end, mark.end);
  return (
    <>
      {text.slice(start, from)}
      <span className={waves[mark.severity]}>{text.slice(from, to)}</span>
      {text.slice(to, end)}
    </>
  );
}
