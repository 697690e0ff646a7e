"use client";

import { useDeferredValue, useMemo } from "react";
import { placeWords } from "@/lib/editor/place-words";
import { useEditor } from "@/lib/editor/use-editor";
import { type ChangedPlace, changedPlaces, difference } from "@/lib/workflow/changed-places";

type Rename = (text: string, wanted: string) => string;

/** More places than this are counted only. */
const most = 12;

/**
 * What a rename that is being typed will change besides the name itself, which stands at `at`. Nothing while there
 * is nothing to rename: `wanted` is undefined.
 */
export function RenamePreview({
  at,
  wanted,
  rename,
}: {
  at: string;
  wanted: string | undefined;
  rename: Rename;
}) {
  const name = useDeferredValue(wanted);
  return name === undefined ? null : <Places at={at} wanted={name} rename={rename} />;
}

function Places({ at, wanted, rename }: { at: string; wanted: string; rename: Rename }) {
  const text = useEditor((state) => state.text);
  const document = useEditor((state) => state.document);
  // The function is the same in meaning as long as the name is: it is made anew at each keystroke.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const places = useMemo(
    () => changedPlaces(text, rename(text, wanted)).filter((place) => place.at !== at),
    [text, wanted, at],
  );
  const words = places.length === 1 ? "Changes one other place" : `Changes ${places.length} other places`;
  return (
    <div role="status" className="flex flex-col gap-1 rounded-control bg-sunken px-2.5 py-2 text-xs">
      <p className="text-dim">
        {places.length === 0 ? "Nothing else names it." : `${words}. Enter renames, Esc leaves it.`}
      </p>
      {places.length > 0 && (
        <ul aria-label="Places that change" className="flex max-h-44 flex-col gap-1.5 overflow-y-auto">
          {places.slice(0, most).map((place) => (
            <li key={place.at} className="min-w-0">
              <span className="block truncate font-mono text-[11px] text-faint">
                {placeWords(document, place.at)}
              </span>
              <Difference place={place} />
            </li>
          ))}
          {places.length > most && <li className="text-faint">and {places.length - most} more</li>}
        </ul>
      )}
    </div>
  );
}

function Difference({ place }: { place: ChangedPlace }) {
  const { start, from, to, end } = difference(place.before, place.after);
  return (
    <code className="block truncate font-mono text-[11px] leading-4">
      <span className="text-dim">{start.length > 24 ? `…${start.slice(-24)}` : start}</span>
      {from && <del className="text-bad">{from}</del>}
      {to && <ins className="text-ok underline">{to}</ins>}
      <span className="text-dim">{end}</span>
    </code>
  );
}
