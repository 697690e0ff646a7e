"use client";

import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

const plugins = [remarkGfm];

/** Only addresses of the web may be followed from a note: it may have come from anybody. */
const webOnly = (url: string): string => (/^https?:\/\//i.test(url) ? url : "");

const components: Components = {
  a: ({ href, children }) =>
    href ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="nodrag nopan">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // A picture would call another server for everybody who looks at the canvas.
  img: ({ alt }) => <span className="text-dim italic">[{alt || "picture"}]</span>,
};

/** A note's text. HTML in it is shown as text, pictures by their words only. */
export default function NoteMarkdown({ text }: { text: string }) {
  return (
    <Markdown remarkPlugins={plugins} components={components} urlTransform={webOnly}>
      {text}
    </Markdown>
  );
}
