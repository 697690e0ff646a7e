"use client";

import { createContext, type ReactNode, use } from "react";
import { type StoreApi, useStore } from "zustand";
import type { EditorActions, EditorStore } from "./store-types";

const StoreContext = createContext<StoreApi<EditorStore> | null>(null);

/** Gives the page's store to everything below. */
export function EditorStoreProvider({
  store,
  children,
}: {
  store: StoreApi<EditorStore>;
  children: ReactNode;
}) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** The store itself, for reading in callbacks without subscribing. */
export function useEditorStore(): StoreApi<EditorStore> {
  const store = use(StoreContext);
  if (!store) throw new Error("useEditorStore needs an EditorStoreProvider above it.");
  return store;
}

/** Subscribes to one value; for objects built in the selector, wrap it in zustand's `useShallow`. */
export function useEditor<T>(selector: (state: EditorStore) => T): T {
  return useStore(useEditorStore(), selector);
}

/** The actions; stable for the life of the page. */
export function useEditorActions(): EditorActions {
  return useEditor((state) => state.actions);
}
