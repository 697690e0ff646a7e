import { MaskedText } from "@/components/run/masked-text";
import type { Json } from "@/lib/base/json";

/** A value in a line: texts as they are, everything else as JSON; nothing as a dash. */
export function ValueText({ value }: { value: Json | undefined }) {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0))
    return <span className="text-faint">–</span>;
  if (typeof value === "string")
    return value === "" ? <span className="text-faint">empty</span> : <MaskedText text={value} />;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return <span className="tabular">{value}</span>;
  if (Array.isArray(value) && value.every((one) => typeof one === "string"))
    return <MaskedText text={value.join(", ")} />;
  return (
    <code className="font-mono text-xs">
      <MaskedText text={JSON.stringify(value)} />
    </code>
  );
}
