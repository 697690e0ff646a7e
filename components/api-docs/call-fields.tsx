"use client";

import { useId } from "react";
import { Input, Textarea } from "@/components/ui/input";
import type { ApiParameter } from "@/lib/editor/openapi";

/** A part of the path, or of the query. */
export function ParameterField({
  parameter,
  value,
  onChange,
}: {
  parameter: ApiParameter;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="grid items-center gap-x-3 gap-y-1 sm:grid-cols-[232px_minmax(0,1fr)]">
      <label htmlFor={id} className="min-w-0 truncate font-mono text-xs">
        {parameter.name}
        {parameter.required ? (
          <span aria-hidden className="text-bad">
            {" "}
            *
          </span>
        ) : (
          <span className="font-sans text-faint"> optional</span>
        )}
      </label>
      <Input
        id={id}
        mono
        value={value}
        placeholder={parameter.description}
        title={parameter.description}
        aria-required={parameter.required || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** The JSON that is sent. */
export function BodyField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium text-xs">
        Body, as JSON
      </label>
      <Textarea id={id} mono rows={4} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
