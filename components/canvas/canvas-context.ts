"use client";

import { createContext, use } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Direction } from "@/lib/workflow/layout";

/** What cards and connections may ask of the canvas they lie on. */
export interface CanvasTools {
  /** Opens the list of node types at a place on the screen, to put one into a connection. */
  insertOn(connection: string, screen?: { x: number; y: number }): void;
  /** Lays everything out afresh and brings it into view. */
  arrange(direction?: Direction): void;
  /** The connection under the pointer; apart from the page's store, because it changes with every move. */
  over: StoreApi<{ connection: string | null }>;
}

export const createOver = (): CanvasTools["over"] => createStore(() => ({ connection: null }));

export const CanvasContext = createContext<CanvasTools>({
  insertOn: () => {},
  arrange: () => {},
  over: createOver(),
});

export const useCanvas = (): CanvasTools => use(CanvasContext);

/** Whether the pointer is over this connection. */
export function useIsOver(connection: string): boolean {
  return useStore(useCanvas().over, (state) => state.connection === connection);
}
