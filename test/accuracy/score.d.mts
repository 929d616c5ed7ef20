export interface Answer {
  readonly field: string;
  readonly wanted: string;
  readonly got: string;
  /** `right`, `wrong`, `missed`, `invented`, `silent` or `unread`. */
  readonly outcome: string;
}

export interface Figures {
  readonly stated: number;
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly invented: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly share: number;
}

export interface AccuracyReport {
  readonly stories: number;
  readonly perfect: number;
  readonly overall: Figures;
  readonly fields: Readonly<Record<string, Figures>>;
  readonly formats: Readonly<Record<string, Figures & { readonly stories: number }>>;
  readonly misses: readonly (Answer & { readonly story: string })[];
  readonly refusals: readonly { readonly story: string; readonly refusal: string }[];
}

export interface GradedStory {
  readonly name: string;
  readonly format: string;
  readonly answers: readonly Answer[];
  readonly refusal?: string;
}

export function plain(text: string | null | undefined): string;
export function gradeStory(label: object, inspection: object | undefined): readonly Answer[];
export function figuresOf(answers: readonly Answer[]): Figures;
export function reportOf(graded: readonly GradedStory[]): AccuracyReport;
export function fallsBelow(report: AccuracyReport, floor: Pick<AccuracyReport, 'overall' | 'fields'>): readonly string[];
