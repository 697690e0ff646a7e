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
