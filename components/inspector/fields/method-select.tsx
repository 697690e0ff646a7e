"use client";

import { methodTone } from "@/components/api-docs/method-pill";
import { cn } from "@/components/ui/cn";
import { Select } from "@/components/ui/select";
import { fieldId, useLocked, useProblems, useSetter } from "../use-field";
import type { FieldProps } from "./props";

/** An HTTP method, in the colour of what it does. */
export function MethodSelect({ field, at, value }: FieldProps) {
  const set = useSetter(at);
  const locked = useLocked();
  const problems = useProblems(at);
  const current = typeof value === "string" ? value : String(field.default ?? "");
  const options = field.options.includes(current) ? field.options : [...field.options, current];
  return (
    <Select
      id={fieldId(at)}
      className="w-full"
      value={current}
      onChange={set}
      disabled={locked}
      invalid={problems.some(({ severity }) => severity === "error")}
      options={options.map((method) => ({
        value: method,
        label: (
          <span className={cn("font-medium font-mono text-xs", methodTone(method.toUpperCase()))}>
            {method}
          </span>
        ),
        ...(method === field.default && { description: "The default" }),
      }))}
    />
  );
}
