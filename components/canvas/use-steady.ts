"use client";

import { useLayoutEffect, useRef, useState } from "react";

type Functions = Record<string, ((...given: never[]) => unknown) | undefined>;

/**
 * The same functions for the life of a component, each doing what its newest version does. React Flow keeps every
 * callback in its store: a new one tells all cards, handles and connections on the page, with each frame of a drag.
 */
export function useSteady<T extends Functions>(latest: T): T {
  const current = useRef(latest);
  useLayoutEffect(() => {
    current.current = latest;
  });
  const [steady] = useState(
    () =>
      Object.fromEntries(
        Object.keys(latest).map((name) => [name, (...given: never[]) => current.current[name]?.(...given)]),
      ) as T,
  );
  return steady;
}
