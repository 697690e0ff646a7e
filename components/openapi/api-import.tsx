"use client";

import dynamic from "next/dynamic";
import { useStore } from "zustand";
import { apiImport } from "./ask";

const ImportDialog = dynamic(() => import("./import-dialog").then((module) => module.ImportDialog), {
  ssr: false,
});

/** The window of `askForApi`; mounted once, in the editor. */
export function ApiImport() {
  const asked = useStore(apiImport, (state) => state.asked);
  if (asked === null) return null;
  return <ImportDialog asked={asked} onClose={() => apiImport.setState({ asked: null })} />;
}
