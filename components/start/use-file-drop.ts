"use client";

import { useEffect, useRef, useState } from "react";

const holdsSomething = (event: DragEvent) =>
  event.dataTransfer?.types.some((type) => type === "Files" || type === "text/plain") ?? false;

const inField = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest("input, textarea, select, [contenteditable], [role=dialog]") !== null;

/**
 * The whole page takes a dropped file or text, and a paste that is not into a field. Gives whether
 * something is being dragged over the page.
 */
export function useFileDrop(take: { file: (file: File) => void; text: (text: string) => void }): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;

  useEffect(() => {
    // `dragleave` also fires between elements: only as many leaves as enters mean that the page was left.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!holdsSomething(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!holdsSomething(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (holdsSomething(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      const text = event.dataTransfer?.getData("text/plain") ?? "";
      if (!file && text === "") return;
      event.preventDefault();
      if (file) latest.current.file(file);
      else latest.current.text(text);
    };
    const paste = (event: ClipboardEvent) => {
      if (inField(event.target)) return;
      const file = event.clipboardData?.files[0];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (file) latest.current.file(file);
      else if (text.trim() !== "") latest.current.text(text);
    };
    document.addEventListener("dragenter", enter);
    document.addEventListener("dragleave", leave);
    document.addEventListener("dragover", hover);
    document.addEventListener("drop", drop);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("dragenter", enter);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("dragover", hover);
      document.removeEventListener("drop", drop);
      document.removeEventListener("paste", paste);
    };
  }, []);

  return over;
}
