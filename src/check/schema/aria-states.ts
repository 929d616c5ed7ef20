/**
 * The states and properties that only some roles have, without `aria-`; `!` marks those that the role cannot do without.
 * WAI-ARIA 1.2 #role_definitions. Every role but those listed with nothing has `expanded`.
 */
const OF_ROLE: Readonly<Record<string, string>> = {
  alertdialog: 'expanded modal',
  button: 'expanded pressed',
  cell: 'colspan colindex rowspan rowindex',
  checkbox: 'checked!',
  columnheader: 'sort readonly selected expanded required colspan rowspan rowindex',
  combobox: 'activedescendant expanded! autocomplete required readonly orientation',
  dialog: 'expanded modal',
  grid: 'level multiselectable readonly activedescendant expanded colcount rowcount',
  gridcell: 'level readonly selected expanded required colspan colindex rowspan rowindex',
  group: 'activedescendant expanded',
  heading: 'level expanded',
  listbox: 'multiselectable required activedescendant expanded orientation',
  listitem: 'posinset setsize level expanded',
  menu: 'activedescendant expanded orientation',
  menubar: 'activedescendant expanded orientation',
  menuitem: 'expanded posinset setsize',
  menuitemcheckbox: 'checked!',
  menuitemradio: 'checked! selected posinset setsize',
  none: '',
  option: 'checked selected posinset setsize',
  presentation: '',
  progressbar: 'valuemax valuemin valuenow valuetext',
  radio: 'checked! selected posinset setsize',
  radiogroup: 'activedescendant expanded required orientation',
  row: 'level selected activedescendant expanded colindex rowindex',
  rowgroup: 'activedescendant expanded',
  rowheader: 'sort readonly selected expanded required colspan rowspan rowindex',
  scrollbar: 'orientation! valuemax! valuemin! valuenow! valuetext',
  search: 'expanded orientation',
  searchbox: 'activedescendant autocomplete multiline readonly required',
  separator: 'expanded orientation',
  slider: 'valuemax! valuemin! valuenow! valuetext orientation',
  spinbutton: 'valuemax! valuemin! valuenow! valuetext required',
  switch: 'checked!',
  tab: 'selected expanded posinset setsize',
  table: 'colcount rowcount',
  tablist: 'activedescendant expanded level multiselectable orientation',
  textbox: 'activedescendant autocomplete multiline readonly required',
  toolbar: 'activedescendant expanded orientation',
  tree: 'multiselectable activedescendant expanded required orientation',
  treegrid: 'activedescendant expanded level multiselectable readonly required orientation colcount rowcount',
  treeitem: 'checked expanded level posinset selected setsize',
};

const EXPANDED = 'expanded';
const RANGE = 'valuemax valuemin valuenow valuetext';

/** What an element may have without a role being written. ARIA in HTML #docconformance. */
const OF_ELEMENT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    `section nav article aside header footer main search h1 h2 h3 h4 h5 h6 ul ol menu li dt dd figure img body dialog
    form output`
      .split(/\s+/)
      .map((name) => [name, EXPANDED]),
  ),
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'expanded level'])),
  button: 'expanded pressed',
  details: 'expanded activedescendant',
  fieldset: 'expanded activedescendant',
  hr: `${RANGE} orientation`,
  li: 'level posinset setsize expanded',
  optgroup: 'expanded activedescendant',
  option: 'posinset setsize checked selected',
  progress: RANGE,
  select: 'expanded autocomplete required activedescendant readonly multiselectable',
  summary: 'expanded pressed',
  table: 'colcount rowcount',
  tbody: 'activedescendant expanded',
  td: 'colspan rowspan rowindex',
  textarea: 'activedescendant autocomplete multiline readonly required',
  tfoot: 'activedescendant expanded',
  th: 'sort readonly required colspan colindex rowspan rowindex selected expanded',
  thead: 'activedescendant expanded',
  tr: 'level selected activedescendant expanded',
};

/** The states that every element may have. */
const GLOBAL: ReadonlySet<string> = new Set(
  `atomic busy controls current describedby description details disabled errormessage flowto haspopup hidden invalid
  keyshortcuts label labelledby live owns relevant roledescription`.split(/\s+/),
);

export interface AriaStates {
  readonly isAllowed: (state: string) => boolean;
  readonly required: readonly string[];
}

/** The states, without `aria-`, that an element may and must have. */
export function ariaStates(element: string, role: string | undefined, isLink: boolean): AriaStates {
  const line = (role === undefined ? ofElement(element, isLink) : ofRole(role)).split(' ');
  const allowed = new Set(line.map((word) => word.replace('!', '')));
  return {
    isAllowed: (state) => GLOBAL.has(state) || allowed.has(state),
    required: line.filter((word) => word.endsWith('!')).map((word) => word.slice(0, -1)),
  };
}

function ofElement(element: string, isLink: boolean): string {
  if (element === 'a' || element === 'area') return isLink ? EXPANDED : '';
  return Object.hasOwn(OF_ELEMENT, element) ? (OF_ELEMENT[element] ?? '') : '';
}

function ofRole(role: string): string {
  if (role.startsWith('doc-')) return '';
  return Object.hasOwn(OF_ROLE, role) ? (OF_ROLE[role] ?? '') : EXPANDED;
}
