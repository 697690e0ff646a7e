/** Whether a text looks like an OpenAPI document, told without reading it. */
export const isApiText = (text: string): boolean =>
  /(?:^|[\n{,])\s*["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\.\d/.test(text.slice(0, 20_000));
