/** The theme as plain values: an exported picture stands alone, without the page's style sheets. */

/** Colours as `#rrggbb` or `rgba()`. */
export interface PictureColours {
  readonly surface: string;
  readonly band: string;
  readonly border: string;
  readonly textMuted: string;
  readonly nodeText: string;
  readonly error: string;
  readonly errorText: string;
  readonly badgeBackground: string;
  readonly badgeText: string;
  readonly edge: string;
  readonly edgeAsync: string;
  readonly edgeError: string;
  readonly edgeCritical: string;
  /** Text on that colour. */
  readonly criticalText: string;
  readonly edgeLabelBackground: string;
  readonly edgeLabelText: string;
  readonly stubBackground: string;
  readonly stubText: string;
  /** Of the services, by their number less 1. */
  readonly series: readonly string[];
  /** What fills their shapes. */
  readonly seriesFill: readonly string[];
}

export interface PictureStyle {
  readonly colours: PictureColours;
  readonly fontFamily: string;
  /** Font size relative to the default. */
  readonly scale: number;
  /** Padding and gap relative to the default. */
  readonly space: number;
  readonly edgeWidth: number;
  readonly edgeCriticalWidth: number;
  readonly nodeBorderWidth: number;
  /** A number in the element's language. */
  readonly number: (value: number) => string;
  /** "86 %", of a part of a whole from 0 to 1. */
  readonly share: (part: number) => string;
  /** "×3" */
  readonly times: (number: string) => string;
  /** Width of a line in CSS pixels, in a CSS font shorthand. */
  readonly measure: (text: string, font: string) => number;
}
