"use client";

import { usePreview } from "@/components/json/use-preview";
import type { FieldLanguage } from "@/lib/editor/language/field-language";
import { hoverAt, previewLines } from "@/lib/editor/language/hover";
import type { PreviewRequest } from "@/lib/editor/preview";
import type { PreviewSession } from "@/lib/editor/preview-session";
import { Float } from "./float";
import { Lines } from "./lines";

/** What is under the mouse in a field. */
export interface Hovered {
  index: number;
  rect: DOMRect;
}

/** The value, type and origin of what is under the mouse: of one step of a path, a function, or the whole template. */
export function HoverCard({
  hovered: { index, rect },
  text,
  language,
  session,
}: {
  hovered: Hovered;
  text: string;
  language: FieldLanguage;
  session: PreviewSession;
}) {
  // One further, so that the place is inside of what begins there.
  const caret = language.placeAt(text, index + 1)?.caret;
  const lines = caret && hoverAt(caret, session.facts(), Date.now())?.lines;
  const around =
    caret ?? language.placeAt(text, index + 2)?.caret ?? language.placeAt(text, index - 1)?.caret;
  if (lines !== undefined) return <Card rect={rect} lines={lines} />;
  if (around === undefined) return null;
  const { string, start, end } = around;
  const value =
    string.syntax === "jq" ? around.expression : string.literal.value.slice(Math.max(0, start - 2), end + 2);
  return (
    <WholeCard
      rect={rect}
      request={{
        value,
        syntax: string.syntax,
        place: string.place,
        node: string.node,
        nodeType: string.nodeType,
      }}
    />
  );
}

function WholeCard({ rect, request }: { rect: DOMRect; request: PreviewRequest }) {
  const part = usePreview(request)?.parts[0];
  return part ? <Card rect={rect} lines={previewLines(part, Date.now())} /> : null;
}

function Card({ rect, lines }: { rect: DOMRect; lines: readonly string[] }) {
  return (
    <Float anchor={() => rect} className="pointer-events-none w-max max-w-96">
      <div role="tooltip" className="flex flex-col gap-1.5 px-2.5 py-2">
        <Lines lines={lines} />
      </div>
    </Float>
  );
}
