"use client";

import { History, Trash2 } from "lucide-react";
import { formatRelative } from "@/components/run/format";
import { Segments } from "@/components/run/json-view";
import { runLook } from "@/components/run/status";
import { useTitles } from "@/components/run/use-titles";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { Scratch } from "@/lib/editor/scratch-history";
import { useEditor } from "@/lib/editor/use-editor";
import { type ScratchData, samples } from "./use-scratch-data";

/** Radix keeps the empty value for itself, and a node may have any other name. */
const everything = "\u0000everything";

/** Against which data, as whom, and in which language one evaluates; and what was evaluated before. */
export function ScratchBar({
  scratchData,
  onSource,
  node,
  onNode,
  syntax,
  onSyntax,
  history,
  onRecall,
  onForget,
}: {
  scratchData: ScratchData;
  onSource: (source: string) => void;
  node: string | undefined;
  onNode: (node: string | undefined) => void;
  syntax: Scratch["syntax"];
  onSyntax: (syntax: Scratch["syntax"]) => void;
  history: readonly Scratch[];
  onRecall: (scratch: Scratch) => void;
  onForget: () => void;
}) {
  const runs = useEditor((state) => state.runs);
  const document = useEditor((state) => state.document);
  const titleOf = useTitles();
  const { source, state } = scratchData;
  return (
    <div className="flex h-9 shrink-0 pointer-coarse:h-[52px] items-center gap-1 border-line border-b px-2">
      <Select
        quiet
        label="Data"
        className="max-w-56"
        value={source}
        onChange={onSource}
        options={[
          ...runs.slice(0, 20).map((row) => ({
            value: row.id,
            label: `Run, ${formatRelative(Date.parse(row.startedAt), Date.now())}`,
            description: `${runLook(row).label}, from ${titleOf(row.trigger)}`,
          })),
          { value: samples, label: "Sample inputs", description: "Defaults and examples of the form." },
        ]}
      />
      <Select
        quiet
        label="Seen by"
        className="max-w-48"
        value={node ?? everything}
        onChange={(next) => onNode(next === everything ? undefined : next)}
        options={[
          { value: everything, label: "All outputs", description: "What is known at the end." },
          ...(document?.nodes ?? []).map(({ identifier }) => ({
            value: identifier,
            label: `As ${titleOf(identifier)} sees it`,
          })),
        ]}
      />
      {state === "loading" && <Spinner label="Loading the run" />}
      <div className="ml-auto flex items-center gap-1">
        <Segments
          label="Language"
          value={syntax}
          onChange={onSyntax}
          items={[
            { value: "jq", label: "jq" },
            { value: "template", label: "Template" },
          ]}
        />
        <Menu align="end" trigger={<IconButton label="History" icon={<History />} />}>
          {history.length === 0 && (
            <p className="px-2 py-1.5 text-dim text-xs">What you evaluate with Enter is kept here.</p>
          )}
          {history.map((scratch) => (
            <MenuItem key={`${scratch.syntax} ${scratch.text}`} onSelect={() => onRecall(scratch)}>
              <span className="block max-w-72 truncate font-mono text-xs">{scratch.text}</span>
            </MenuItem>
          ))}
          {history.length > 0 && (
            <>
              <MenuSeparator />
              <MenuItem icon={<Trash2 />} onSelect={onForget}>
                Clear the history
              </MenuItem>
            </>
          )}
        </Menu>
      </div>
    </div>
  );
}
