"use client";

import { Select } from "@/components/ui/select";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";

/** Radix keeps the empty value for itself, and an environment's name may be any other text. */
const noneValue = "\u0000none";

/** Where a run's requests go: the real hosts, or an environment's. */
export function EnvironmentSelect() {
  const environment = useEditor((state) => state.environment);
  const environments = useEditor((state) => state.environments);
  const { setEnvironment } = useEditorActions();
  // Until the list is here nobody knows where a run would go, so nothing is claimed.
  if (environments.length === 0)
    return (
      <span
        role="status"
        aria-label="Loading the environments"
        className="mx-2 h-4 w-20 animate-pulse rounded-control bg-active max-[760px]:hidden"
      />
    );
  return (
    <Select
      quiet
      label="Environment"
      className="max-w-40 max-[760px]:hidden"
      value={environment ?? noneValue}
      onChange={(value) => setEnvironment(value === noneValue ? null : value)}
      options={[
        { value: noneValue, label: "Real hosts", description: "Requests go where the workflow says." },
        ...environments.map((row) => ({
          value: row.name,
          label: row.name,
          description: row.playground
            ? "Stand-ins on this machine answer. Nothing leaves it."
            : `${row.hosts.length} ${row.hosts.length === 1 ? "address is" : "addresses are"} sent elsewhere.`,
        })),
      ]}
    />
  );
}
