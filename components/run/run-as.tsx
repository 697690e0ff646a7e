"use client";

import { useId } from "react";
import { useLoaded } from "@/components/settings/use-loaded";
import { Select } from "@/components/ui/select";
import { api } from "@/lib/editor/api";

const loadPeople = () => api.people();

/** Not an email, so that it is nobody's. */
const oneself = "yourself";

/**
 * For whom a run is started: it counts as theirs, and their permissions decide. Shown when the catalog has more
 * people than the one at the page.
 */
export function RunAs({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (email: string | undefined) => void;
}) {
  const id = useId();
  const { state } = useLoaded(loadPeople);
  if (state.kind !== "ready" || state.value.length < 2) return null;
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="shrink-0 font-medium text-xs">
        Run as
      </label>
      <Select
        id={id}
        className="flex-1"
        value={value ?? oneself}
        onChange={(next) => onChange(next === oneself ? undefined : next)}
        options={[
          {
            value: oneself,
            label: "Yourself",
            description: "As an Admin; permissions do not hold you back.",
          },
          ...state.value.map(({ email, title, role }) => ({
            value: email,
            label: title === email ? email : `${title} (${email})`,
            description: role,
          })),
        ]}
      />
    </div>
  );
}
