/** How an expression reads a secret: `.secrets["api-token"]`. */
export const secretPath = (name: string): string => `.secrets[${JSON.stringify(name)}]`;

/** How a template reads a secret: `{{ .secrets["api-token"] }}`. */
export const secretTemplate = (name: string): string => `{{ ${secretPath(name)} }}`;
