import { cn } from "@/components/ui/cn";

/** The methods by what they do to things; always with the word itself. */
const looks: Record<string, string> = {
  GET: "text-accent",
  POST: "text-text",
  PUT: "text-text",
  PATCH: "text-text",
  DELETE: "text-bad",
};

/** The colour of a method's word. */
export const methodTone = (method: string): string => looks[method] ?? "text-text";

/** A method in letters of equal width. */
export function MethodPill({ method, className }: { method: string; className?: string }) {
  return (
    <span
      className={cn(
        "inline-flex h-5 w-14 shrink-0 items-center justify-center rounded-control bg-hover font-medium font-mono text-[11px]",
        methodTone(method),
        className,
      )}
    >
      {method}
    </span>
  );
}
