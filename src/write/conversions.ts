/** What a finished book can become, without being made anew. */
export const CONVERSIONS = ['kepub'] as const;

export type Conversion = (typeof CONVERSIONS)[number];
