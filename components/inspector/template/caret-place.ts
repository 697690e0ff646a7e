/** Where a character of a text is on the screen, read from the layer that mirrors the text. */
export function rectOf(layer: Element, index: number): DOMRect | undefined {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (index <= passed + length) {
      const range = document.createRange();
      range.setStart(node, index - passed);
      range.collapse(true);
      const rect = range.getClientRects()[0] ?? range.getBoundingClientRect();
      if (rect.height > 0) return rect;
      break;
    }
    passed += length;
  }
  return undefined;
}

/** The token of a layer under a point, by its offset in the text; nothing outside of every token of an expression. */
export function tokenAt(layer: Element, x: number, y: number): { start: number; rect: DOMRect } | undefined {
  for (const token of layer.querySelectorAll<HTMLElement>("[data-start]"))
    for (const rect of token.getClientRects())
      if (x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom)
        return { start: Number(token.dataset.start), rect };
  return undefined;
}

/** The offset in a text control's text under a point; nothing where the browser cannot tell. */
export function offsetAt(control: HTMLTextAreaElement, x: number, y: number): number | undefined {
  const found = document.caretPositionFromPoint?.(x, y);
  return found?.offsetNode === control ? found.offset : undefined;
}
