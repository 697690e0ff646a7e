"use client";

import { createStore } from "zustand";
import type { Position } from "@/lib/editor/api-types";

/** What the window of an import begins with. */
export interface Asked {
  /** A document that was pasted or dropped; empty to ask for one. */
  text: string;
  /** Where on the canvas the nodes go. */
  at?: Position;
}

/** Whether the window is open; it is mounted once, in the editor, and loaded when it is first asked for. */
export const apiImport = createStore<{ asked: Asked | null }>(() => ({ asked: null }));

/** Opens the window that makes nodes of an OpenAPI document. */
export const askForApi = (asked: Asked = { text: "" }): void => apiImport.setState({ asked });
