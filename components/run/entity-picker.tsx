"use client";

import { type KeyboardEvent, useState } from "react";
import { Chips } from "@/components/ui/chips";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import type { EntityPick } from "@/lib/editor/api-types";
import type { ControlProps } from "./input-control";
import { findPicks, usePicks } from "./use-picks";

/**
 * Picks an entity, a user or a team of the catalog, or several (reference 2.2). The value is the identifier. Where
 * the catalog does not have that kind of entity, it is typed.
 */
export function EntityPicker({ id, field, value, onChange, invalid, describedBy }: ControlProps) {
  const many = field.picks?.many === true;
  const chosen = many ? (Array.isArray(value) ? value.map(String) : []) : [];
  const single = !many && typeof value === "string" ? value : "";
  const fixed = field.readOnly || field.disabled;
  /** What is being typed; undefined while nobody does. */
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const found = usePicks(field.picks ?? { blueprint: "", many }, typed);
  const open = typed !== undefined && !fixed;
  const options = open
    ? (found?.entities ?? []).filter(({ identifier }) => !chosen.includes(identifier))
    : [];
  const index = Math.min(active, options.length - 1);

  const set = (next: Json[]) => onChange(next.length === 0 ? undefined : next);
  const choose = (identifier: string, more = many) => {
    if (many) set([...chosen, identifier]);
    else onChange(identifier);
    setTyped(more ? "" : undefined);
    setActive(0);
  };
  /** Takes the text for what it names, once the catalog has said what that is. */
  const settle = async (first: boolean) => {
    const text = (typed ?? "").trim();
    setTyped(undefined);
    if (typed === undefined || text === single || field.picks === undefined) return;
    if (text === "") return many ? undefined : onChange(undefined);
    const { entities, known } = found ?? (await findPicks(field.picks, text, new AbortController().signal));
    const named = entities.find(({ identifier, title }) => identifier === text || title === text);
    const taken = named ?? (first ? entities[0] : undefined);
    if (taken !== undefined) choose(taken.identifier, many && first);
    else if (!known && !chosen.includes(text)) choose(text, many && first);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Backspace" && typed === "" && many) return set(chosen.slice(0, -1));
    if (event.key === "Escape" && open && options.length > 0) setTyped(undefined);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (typed === undefined) setTyped(single);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((Math.max(0, index) + step + options.length) % Math.max(1, options.length));
    } else if (event.key === "Enter" && open && !event.ctrlKey && !event.metaKey) {
      const option = options[index];
      if (option !== undefined) choose(option.identifier);
      else void settle(true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="flex flex-col gap-1">
      {chosen.length > 0 && (
        <Chips
          label="Chosen"
          values={chosen}
          disabled={fixed}
          onRemove={(gone) => set(chosen.filter((_, place) => place !== gone))}
        />
      )}
      <Input
        id={id}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-options`}
        aria-activedescendant={options[index] ? `${id}-option-${index}` : undefined}
        aria-autocomplete="list"
        aria-required={field.required || undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        value={typed ?? single}
        readOnly={field.readOnly}
        disabled={field.disabled}
        placeholder={placeholders[field.picks?.blueprint ?? ""] ?? "Search entities"}
        onFocus={(event) => {
          setTyped(single);
          event.currentTarget.select();
        }}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onBlur={() => void settle(false)}
        onKeyDown={onKeyDown}
      />
      {open && <Options id={id} title={field.title} options={options} index={index} onChoose={choose} />}
      {open && found && options.length === 0 && (
        <p className="px-2 py-1 text-faint text-xs">
          {found.error ??
            (found.known
              ? "Nothing in the catalog matches."
              : "The catalog does not have these; type the identifier.")}
        </p>
      )}
    </div>
  );
}

const placeholders: Record<string, string> = { _user: "Search users", _team: "Search teams" };

function Options({
  id,
  title,
  options,
  index,
  onChoose,
}: {
  id: string;
  title: string;
  options: readonly EntityPick[];
  index: number;
  onChoose: (identifier: string) => void;
}) {
  return (
    <div
      role="listbox"
      id={`${id}-options`}
      aria-label={title}
      className={cn(
        "max-h-52 overflow-y-auto rounded-control border border-line bg-raised p-1",
        options.length === 0 && "hidden",
      )}
    >
      {options.map((option, at) => (
        <div
          key={option.identifier}
          id={`${id}-option-${at}`}
          role="option"
          aria-selected={at === index}
          tabIndex={-1}
          // Before the field loses the focus, which would put its text in place of the choice.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(option.identifier);
          }}
          className={cn(
            "finger flex cursor-default items-baseline justify-between gap-3 rounded-control px-2 py-1 text-sm hover:bg-hover",
            at === index && "bg-hover",
          )}
        >
          <span className="truncate">{option.title}</span>
          {option.title !== option.identifier && (
            <code className="shrink-0 font-mono text-faint text-xs">{option.identifier}</code>
          )}
        </div>
      ))}
    </div>
  );
}
