/** How the whole graph is brought into view: close to the edges, never larger than life. */
export const fitOptions = { padding: 0.04, maxZoom: 1 };
export const fitMove = { ...fitOptions, duration: 200 };
