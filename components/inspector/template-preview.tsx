"use client";

import { ArrowRight } from "lucide-react";
import { usePreview } from "@/components/json/use-preview";
import { WhyButton } from "@/components/json/why-button";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import type { Json } from "@/lib/base/json";
import { fromPointer, toPointer } from "@/lib/base/pointer";
import { type FieldKind, fieldKind } from "@/lib/editor/language/fields";
import type { Preview, PreviewRequest } from "@/lib/editor/preview";
import { templatesIn } from "@/lib/editor/templates-in";
import { useEditor } from "@/lib/editor/use-editor";
import { useProblems } from "./use-field";

/** How many values of one object are shown beneath it. */
const most = 8;

/** What the templates of a value give now, one line each. */
export function TemplatePreview({ at, value }: { at: string; value: Json | undefined }) {
  const path = fromPointer(at);
  const node = useEditor((state) => state.document?.nodes[Number(path[1])]);
  if (!node || value === undefined) return null;
  const kind = (inner: readonly (string | number)[], text: string) =>
    fieldKind([...path, ...inner], node.config.type, text);
  const texts = templatesIn(value, (inner, text) => kind(inner, text).syntax === "jq").slice(0, most);
  return texts.map(({ path: inner, text }) => (
    <Line
      key={inner.join("/")}
      at={toPointer([...path, ...inner])}
      name={inner.join(".")}
      text={text}
      kind={kind(inner, text)}
      node={node.identifier}
      nodeType={node.config.type}
    />
  ));
}

function Line({
  at,
  name,
  text,
  kind,
  node,
  nodeType,
}: {
  at: string;
  name: string;
  text: string;
  kind: FieldKind;
  node: string;
  nodeType: string;
}) {
  const request: PreviewRequest = {
    value: text,
    syntax: kind.syntax === "jq" ? "jq" : "template",
    place: kind.syntax === "none" ? "config" : kind.place,
    node,
    nodeType,
  };
  const preview = usePreview(request);
  // What is wrong in the text itself the field says already.
  const isSaid = useProblems(at).some(({ span }) => span !== undefined);
  const shown: Preview | undefined = preview?.result ?? preview?.parts[0];
  if (!preview || !shown) return null;
  const hover = [
    shown.detail,
    shown.reason,
    shown.stale,
    [shown.state === "value" ? shown.type : "", originWords(shown)].filter(Boolean).join(" · "),
  ]
    .filter(Boolean)
    .join("\n");
  return (
    <>
      {!(isSaid && shown.state === "error") && (
        <Tooltip side="left" text={<span className="whitespace-pre-wrap break-words">{hover}</span>}>
          <output
            className={cn(
              "flex min-w-0 items-center gap-1 font-mono text-[11px] leading-4",
              shown.state === "error" ? "text-bad" : "text-faint",
              shown.stale && "italic",
            )}
          >
            <ArrowRight className="size-3 shrink-0" aria-label="gives" />
            {name && <span className="shrink-0">{name}</span>}
            {shown.state !== "error" && <TypeLetter type={shown.type} />}
            <span className={cn("truncate", shown.state === "value" && "text-dim")}>{shown.text}</span>
            {shown.state === "null" && shown.reason && !isSaid && (
              <span className="truncate">· {shown.reason}</span>
            )}
          </output>
        </Tooltip>
      )}
      <WhyButton at={at} request={request} preview={preview} />
    </>
  );
}

function TypeLetter({ type }: { type: Preview["type"] }) {
  return (
    <span
      title={type}
      className="inline-flex h-3.5 min-w-3.5 shrink-0 items-center justify-center rounded-[3px] bg-hover px-0.5 text-[10px] text-faint"
    >
      {type.charAt(0)}
    </span>
  );
}

function originWords({ origin }: Preview): string {
  switch (origin.kind) {
    case "last-run":
      return origin.at ? `From the run of ${new Date(origin.at).toLocaleString()}` : "From the last run";
    case "pinned":
      return "From a pinned output";
    case "sample":
      return "From sample inputs";
    case "fixed":
      return "The same in every run";
    case "none":
      return "No data yet: run the workflow once";
  }
}
