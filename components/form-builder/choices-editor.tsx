"use client";

import { Plus, X } from "lucide-react";
import { CommitInput } from "@/components/inspector/fields/commit-input";
import { useChanges, useLocked } from "@/components/inspector/use-field";
import { Button } from "@/components/ui/button";
import { ColourDot, colourNames } from "@/components/ui/colour-dot";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { Sortable } from "@/components/ui/sortable";
import type { Json } from "@/lib/base/json";
import { freeName } from "@/lib/workflow/fresh-identifier";
import type { Change } from "@/lib/workflow/text-edit";
import { objectOf } from "./form-rows";
import { OrQuery } from "./or-query";

const none = "none";
const shown = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

const colourOptions = [
  {
    value: none,
    label: (
      <span className="inline-flex items-center gap-1.5 text-dim">
        <span className="size-2 rounded-full border border-line-strong" />
        No colour
      </span>
    ),
  },
  ...colourNames.map((name) => ({
    value: name,
    label: (
      <span className="inline-flex items-center gap-1.5">
        <ColourDot name={name} />
        {name}
      </span>
    ),
  })),
];

/** What may be chosen, in its order, each with a colour. `at` is the pointer of what has `enum` and `enumColors`. */
export function ChoicesEditor({
  at,
  value,
  colours,
  numbers,
}: {
  at: string;
  value: Json | undefined;
  colours: Json | undefined;
  numbers: boolean;
}) {
  const change = useChanges();
  const locked = useLocked();
  const list = Array.isArray(value) ? value : [];
  const colourOf = objectOf(colours);
  const colourAt = (name: string) => `${at}/enumColors/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const add = () => {
    const next: Json = numbers ? list.length + 1 : freeName(new Set(list.map(shown)), "choice");
    change([{ at: `${at}/enum`, insert: next }]);
  };
  const write = (index: number, typed: string) => {
    const number = Number(typed);
    const next: Json = numbers && typed !== "" && Number.isFinite(number) ? number : typed;
    const old = shown(list[index] as Json);
    if (typed === "" || list.some((other) => shown(other) === typed)) return;
    const colour: Change[] = Object.hasOwn(colourOf, old) ? [{ at: colourAt(old), key: typed }] : [];
    change([{ at: `${at}/enum/${index}`, value: next }, ...colour]);
  };
  const remove = (index: number) => {
    const name = shown(list[index] as Json);
    change([
      list.length === 1
        ? { at: `${at}/enum`, value: undefined }
        : { at: `${at}/enum/${index}`, value: undefined },
      ...(Object.hasOwn(colourOf, name)
        ? [
            Object.keys(colourOf).length === 1
              ? { at: `${at}/enumColors`, value: undefined }
              : { at: colourAt(name), value: undefined },
          ]
        : []),
    ]);
  };
  return (
    <OrQuery
      at={`${at}/enum`}
      value={value}
      title="Choices"
      description="When there are any, one of them must be chosen."
      start='["dev", "prod"]'
      below
    >
      <Sortable
        items={list}
        idOf={(item, index) => `${shown(item)} ${list.indexOf(item) === index ? "" : index}`}
        nameOf={(item) => `choice ${shown(item)}`}
        onMove={(from, to) => {
          const next = [...list];
          next.splice(to, 0, ...next.splice(from, 1));
          change([{ at: `${at}/enum`, value: next }]);
        }}
        disabled={locked}
        label="Choices"
        className="flex flex-col gap-1"
        itemClassName="flex items-center gap-1"
      >
        {(item, index, handle) => (
          <>
            {handle}
            <CommitInput
              label={`Choice ${index + 1}`}
              value={shown(item)}
              onCommit={(typed) => write(index, typed)}
            />
            <Select
              label={`Colour of ${shown(item)}`}
              className="w-28 shrink-0"
              disabled={locked}
              value={String(colourOf[shown(item)] ?? none)}
              options={colourOptions}
              onChange={(colour) =>
                change([{ at: colourAt(shown(item)), value: colour === none ? undefined : colour }])
              }
            />
            <IconButton
              size="small"
              label={`Remove choice ${shown(item)}`}
              icon={<X />}
              disabled={locked}
              onClick={() => remove(index)}
            />
          </>
        )}
      </Sortable>
      <Button variant="ghost" className="self-start" disabled={locked} onClick={add}>
        <Plus /> Add choice
      </Button>
    </OrQuery>
  );
}
