/** One event of a stream of server-sent events. */
export interface StreamEvent {
  name: string;
  data: string;
}

/** The events of a whole stream; comments and fields other than `event` and `data` are left out. */
export function streamEvents(text: string): StreamEvent[] {
  return text
    .replaceAll("\r\n", "\n")
    .split("\n\n")
    .flatMap((block) => {
      const field = (name: string) =>
        block
          .split("\n")
          .filter((line) => line.startsWith(`${name}:`))
          .map((line) => line.slice(name.length + 1).replace(/^ /, ""));
      const data = field("data");
      return data.length === 0 ? [] : [{ name: field("event")[0] ?? "message", data: data.join("\n") }];
    });
}
