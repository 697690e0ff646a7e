/** The few marks of Markdown that hovers are written with: code between ticks, and code on lines of its own. */
export function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line, index) => {
    const fence = /^(`{3,})\w*\n([\s\S]*)\n\1$/.exec(line);
    const key = `${index} ${line.slice(0, 20)}`;
    return fence ? (
      <pre
        key={key}
        className="max-h-40 overflow-auto whitespace-pre-wrap rounded-control bg-sunken px-2 py-1.5 font-mono text-[11px] leading-4 [overflow-wrap:anywhere]"
      >
        {fence[2]}
      </pre>
    ) : (
      <p key={key} className="text-xs [overflow-wrap:anywhere]">
        {line.split("`").map((piece, at) =>
          at % 2 === 1 ? (
            <code key={`${at.toString()}${piece}`} className="font-mono text-[11px]">
              {piece}
            </code>
          ) : (
            piece
          ),
        )}
      </p>
    );
  });
}
