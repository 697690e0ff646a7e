/** What a palette entry carries while it is dragged. */
export const dragType = "application/x-slipway-node";
