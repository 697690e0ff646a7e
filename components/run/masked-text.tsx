import { KeyRound } from "lucide-react";
import { Fragment } from "react";
import { maskedParts } from "./masked";

/** Recorded text; each masked secret is drawn as a small key chip with its name, never a value. */
export function MaskedText({ text }: { text: string }) {
  let offset = 0;
  return maskedParts(text).map((part) => {
    const key = offset;
    offset += part.kind === "text" ? part.text.length + 1 : 1;
    if (part.kind === "text") return <Fragment key={key}>{part.text}</Fragment>;
    return <SecretChip key={key} names={part.names} />;
  });
}

/** Stands where a secret stood. */
function SecretChip({ names }: { names: string[] }) {
  const label = names.join(", ");
  return (
    <span
      className="mx-0.5 inline-flex items-center gap-1 whitespace-nowrap rounded-full border border-line bg-hover px-1.5 align-baseline font-mono text-dim text-xs leading-4"
      title={`The value of the secret ${label}. It is never recorded.`}
    >
      <KeyRound aria-hidden className="size-2.5 shrink-0" />
      <span className="sr-only">secret </span>
      {label}
    </span>
  );
}
