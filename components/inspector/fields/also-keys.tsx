/** Names the keys of an object that have no control here; they stay as they are. */
export function AlsoKeys({ keys }: { keys: readonly string[] }) {
  if (keys.length === 0) return null;
  return (
    <p className="break-words text-faint text-xs">
      also: <span className="font-mono">{keys.join(", ")}</span>
    </p>
  );
}
