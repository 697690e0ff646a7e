"use client";

import { createContext, use } from "react";

/** Below this zoom nothing on a card can be read or hit: a title of 22 px is 5 px high. */
export const tinyZoom = 0.25;

/** Whether cards and connections are too small for anything but their colour. */
export const TinyContext = createContext(false);

export const useTiny = (): boolean => use(TinyContext);
