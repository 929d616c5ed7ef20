/** A cover's colours. Every ink stands on its ground at a contrast of at least 7:1 (WCAG 2.2 #contrast-enhanced); a test measures it. */
export interface Palette {
  readonly name: string;
  /** The large flat area, and the ink of the words on it. */
  readonly ground: string;
  readonly ink: string;
  /** A second flat area (a panel, the nearest hill), and the ink on that. */
  readonly deep: string;
  readonly deepInk: string;
  /** For shapes only: never behind or in words. */
  readonly accent: string;
}

export const PALETTES: readonly Palette[] = [
  { name: 'midnight', ground: '#16233f', ink: '#f8f2e4', deep: '#0a1226', deepInk: '#f8f2e4', accent: '#e3ab3c' },
  { name: 'forest', ground: '#15382d', ink: '#f6f1e1', deep: '#0a2019', deepInk: '#f6f1e1', accent: '#d8b65c' },
  { name: 'oxblood', ground: '#521524', ink: '#fbf0e4', deep: '#2f0a14', deepInk: '#fbf0e4', accent: '#e3a36a' },
  { name: 'plum', ground: '#38234f', ink: '#f8f0fb', deep: '#1e1030', deepInk: '#f8f0fb', accent: '#d49fd8' },
  { name: 'lagoon', ground: '#0f3d47', ink: '#f4f3e8', deep: '#06232a', deepInk: '#f4f3e8', accent: '#f0855b' },
  { name: 'harbour', ground: '#133154', ink: '#f1f5f4', deep: '#081a30', deepInk: '#f1f5f4', accent: '#7cc8c0' },
  { name: 'charcoal', ground: '#2a2929', ink: '#f5f2ec', deep: '#141313', deepInk: '#f5f2ec', accent: '#d2573b' },
  { name: 'parchment', ground: '#f4ebd9', ink: '#2b1b13', deep: '#5a2418', deepInk: '#fbf3e4', accent: '#b5492c' },
  { name: 'mist', ground: '#dfe9ed', ink: '#0f2431', deep: '#173f55', deepInk: '#f2f8fa', accent: '#2f7594' },
  { name: 'sage', ground: '#e5ead9', ink: '#1c2a19', deep: '#2a4526', deepInk: '#f4f8ec', accent: '#75883c' },
  { name: 'rose', ground: '#f5e0db', ink: '#3b121f', deep: '#5f1b30', deepInk: '#fdf1ee', accent: '#b54a60' },
  { name: 'ochre', ground: '#f2dca6', ink: '#33200a', deep: '#5b3009', deepInk: '#fdf1d3', accent: '#b3611c' },
];

type Rgb = readonly [number, number, number];

export const rgb = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

/** The colour that lies `share` (0 to 1) of the way from one to another. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [rgb(from), rgb(to)];
  return `#${a
    .map((value, at) =>
      Math.round(value + ((b[at] ?? 0) - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** The contrast ratio of two colours, 1 to 21. WCAG 2.2 #dfn-contrast-ratio. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = rgb(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
