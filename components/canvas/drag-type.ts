/** What a palette entry carries while it is dragged. */
export const dragType = "application/x-slipway-node";
/** The value of it for a note. */
export const noteDrag = "board:note";
