/** Whether a key press belongs to something that takes text or is over the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable="true"], .monaco-editor, [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}

/** Ctrl, or Cmd on a Mac. */
export const hasMod = (event: { ctrlKey: boolean; metaKey: boolean }): boolean =>
  event.ctrlKey || event.metaKey;
