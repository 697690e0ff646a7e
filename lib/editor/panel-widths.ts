/** A side panel: the width that was chosen for it, and the least that it is of use with. */
interface Panel {
  width: number;
  min: number;
}

/** What the graph keeps between the panels where they can give way, in px. */
const canvasLeast = 512;

/**
 * How wide the open side panels are in a window: as chosen where there is room, else each gives of what it has beyond
 * its least, so that the graph between them can still be worked on. What was chosen is not changed by that.
 */
export function panelWidths(window: number, panels: readonly Panel[]): number[] {
  const over = panels.reduce((sum, { width }) => sum + width, 0) - (window - canvasLeast);
  const spare = panels.reduce((sum, { width, min }) => sum + Math.max(0, width - min), 0);
  const part = spare === 0 ? 0 : Math.min(1, Math.max(0, over / spare));
  return panels.map(({ width, min }) => Math.round(width - Math.max(0, width - min) * part));
}
