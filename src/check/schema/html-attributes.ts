import { type AttributeRule, attributeRules } from './datatypes.js';

/** The attributes that every HTML element may have, and each element's own. HTML #attributes-3. */
const GLOBAL = `id:token class title dir:ltr|rtl|auto lang:language-or-empty xml:lang:language-or-empty xml:base:uri
  xml:space:preserve|default translate:yes|no| style tabindex:integer accesskey autofocus:autofocus| nonce inert:inert|
  hidden:hidden|until-found| contenteditable:true|false|plaintext-only| draggable:true|false spellcheck:true|false| is slot
  inputmode:none|text|decimal|numeric|tel|search|email|url enterkeyhint:enter|done|go|next|previous|search|send
  autocapitalize:on|off|none|sentences|words|characters popover:auto|manual|hint| itemscope:itemscope| itemtype itemid:uri
  itemprop itemref role about property typeof vocab prefix:prefixes resource datatype inlist content rel rev`;

const REFERRER = `referrerpolicy:no-referrer|no-referrer-when-downgrade|same-origin|origin|strict-origin|origin-when-cross-origin|strict-origin-when-cross-origin|unsafe-url|`;
const CROSSORIGIN = 'crossorigin:anonymous|use-credentials|';
const MEDIA = `autoplay:autoplay| preload:none|metadata|auto| controls:controls| loop:loop| muted:muted| ${CROSSORIGIN} src:uri-filled`;
const HYPERLINK = `href:uri download target:target hreflang:language-or-empty type:mimetype ping ${REFERRER}`;
const PRIORITY = 'fetchpriority:high|low|auto';
const FIELD = 'form:token name disabled:disabled|';

const OWN: Readonly<Record<string, string>> = {
  a: `${HYPERLINK} name:token`,
  area: `${HYPERLINK} alt shape:rect|circle|poly|default coords`,
  audio: MEDIA,
  base: 'href:uri target:target',
  blockquote: 'cite:uri',
  body: `onafterprint onbeforeprint onbeforeunload onhashchange onlanguagechange onmessage onmessageerror onoffline ononline
    onpagehide onpageshow onpopstate onrejectionhandled onstorage onunhandledrejection onunload`,
  button: `${FIELD} type:submit|reset|button value formaction:uri formmethod formenctype formtarget:target formnovalidate popovertarget popovertargetaction`,
  canvas: 'width:natural height:natural',
  col: 'span:positive',
  colgroup: 'span:positive',
  data: 'value!',
  del: 'cite:uri datetime:day',
  details: 'open:open|',
  dialog: 'open:open|',
  embed: 'src:uri-filled type:mimetype width:natural height:natural',
  fieldset: FIELD,
  form: `accept-charset action:uri autocomplete:on|off enctype:application/x-www-form-urlencoded|multipart/form-data|text/plain method:get|post|dialog name novalidate:novalidate| target:target`,
  iframe: `src:uri-filled srcdoc name:frame width:natural height:natural loading:lazy|eager sandbox allowfullscreen:allowfullscreen| allow ${REFERRER}`,
  img: `src!:uri-filled srcset sizes alt generator-unable-to-provide-required-alt width:natural height:natural usemap:hash-name ismap:ismap| decoding:sync|async|auto loading:lazy|eager border:zero ${PRIORITY} ${REFERRER} ${CROSSORIGIN}`,
  input: `${FIELD} accept alt autocomplete capture checked:checked| dirname formaction:uri formmethod formenctype formtarget formnovalidate height:natural list:token max maxlength:natural min minlength:natural multiple:multiple| pattern placeholder readonly:readonly| required:required| size:positive src:uri-filled step type:button|checkbox|color|date|datetime-local|email|file|hidden|image|month|number|password|radio|range|reset|search|submit|tel|text|time|url|week value width:natural popovertarget popovertargetaction`,
  ins: 'cite:uri datetime:day',
  label: 'for:token',
  li: 'value:integer',
  link: `href:uri-filled rel! as integrity hreflang:language-or-empty media type:mimetype sizes color:color disabled:disabled| scope:uri updateviacache workertype imagesrcset imagesizes blocking ${PRIORITY} ${REFERRER} ${CROSSORIGIN}`,
  map: 'name!:token',
  meta: 'name http-equiv charset:utf8 media',
  meter: 'value!:float min:float max:float low:float high:float optimum:float',
  object: 'data:uri-filled type:mimetype width:natural height:natural usemap:hash-name name:frame form:token',
  ol: 'start:integer reversed:reversed| type:1|a|A|i|I',
  optgroup: 'label! disabled:disabled|',
  option: 'disabled:disabled| label selected:selected| value',
  output: 'for form:token name',
  param: 'name! value!',
  progress: 'value:float max:float',
  q: 'cite:uri',
  script: `src:uri-filled type charset async:async| defer:defer| integrity nomodule:nomodule| language blocking ${PRIORITY} ${REFERRER} ${CROSSORIGIN}`,
  select: `${FIELD} autocomplete multiple:multiple| required:required| size:positive`,
  slot: 'name',
  source: 'src:uri-filled type:mimetype media srcset sizes width:natural height:natural',
  style: 'type media blocking',
  table: 'border:1|',
  td: 'colspan:positive rowspan:natural headers',
  textarea: `${FIELD} autocomplete cols:positive dirname maxlength:natural minlength:natural placeholder readonly:readonly| required:required| rows:positive wrap:hard|soft`,
  th: 'colspan:positive rowspan:natural headers scope:row|col|rowgroup|colgroup',
  time: 'datetime:moment',
  track:
    'src!:uri-filled kind:subtitles|captions|descriptions|chapters|metadata srclang:language label default:default|',
  video: `${MEDIA} poster:uri-filled width:natural height:natural playsinline:playsinline|`,
};

/** The names of event handlers, without `on`. HTML #event-handlers-on-elements,-document-objects,-and-window-objects. */
const EVENTS: ReadonlySet<string> = new Set(
  `abort auxclick beforeinput beforematch blur cancel canplay canplaythrough change click close contextlost contextmenu
  contextrestored copy cuechange cut dblclick drag dragend dragenter dragleave dragover dragstart drop durationchange emptied
  ended error focus formdata input invalid keydown keypress keyup load loadeddata loadedmetadata loadstart mousedown
  mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel paste pause play playing progress ratechange reset resize
  scroll scrollend securitypolicyviolation seeked seeking select slotchange stalled submit suspend timeupdate toggle
  volumechange waiting wheel pointerover pointerenter pointerdown pointermove pointerrawupdate pointerup pointercancel
  pointerout pointerleave gotpointercapture lostpointercapture`.split(/\s+/),
);

const flag = 'true|false';
const state = 'true|false|undefined';

/** The states and properties of WAI-ARIA, and what values they take. */
const ARIA = attributeRules(
  `aria-atomic:${flag} aria-busy:${flag} aria-controls aria-current:page|step|location|date|time|true|false aria-describedby
  aria-description aria-details:token aria-disabled:${flag} aria-errormessage:token aria-flowto
  aria-haspopup:true|false|menu|listbox|tree|grid|dialog aria-hidden:${flag} aria-invalid:true|false|grammar|spelling
  aria-keyshortcuts aria-label aria-labelledby aria-live:off|polite|assertive aria-owns aria-relevant aria-roledescription
  aria-activedescendant:token aria-autocomplete:inline|list|both|none aria-checked:true|false|mixed|undefined aria-colcount:integer
  aria-colindex:positive aria-colspan:positive aria-expanded:${state} aria-level:positive aria-modal:${flag}
  aria-multiline:${flag} aria-multiselectable:${flag} aria-orientation:vertical|horizontal|undefined aria-placeholder
  aria-posinset:positive aria-pressed:true|false|mixed|undefined aria-readonly:${flag} aria-required:${flag}
  aria-rowcount:integer aria-rowindex:positive aria-rowspan:positive aria-selected:${state} aria-setsize:integer
  aria-sort:ascending|descending|none|other aria-valuemax:float aria-valuemin:float aria-valuenow:float aria-valuetext`.replace(
    /\s+/g,
    ' ',
  ),
);

const globalRules = attributeRules(GLOBAL.replace(/\s+/g, ' '));
const known = new Map<string, ReadonlyMap<string, AttributeRule>>();

/** The attributes that are the element's own. */
export function ownAttributes(element: string): ReadonlyMap<string, AttributeRule> {
  const rules = known.get(element) ?? attributeRules((OWN[element] ?? '').replace(/\s+/g, ' '));
  known.set(element, rules);
  return rules;
}

/** The rule for an attribute without a namespace (or of the `xml` prefix); undefined when HTML does not know it there. */
export function attributeRule(element: string, name: string): AttributeRule | undefined {
  const rule = ownAttributes(element).get(name) ?? globalRules.get(name);
  if (rule !== undefined) return rule;
  if (name.startsWith('aria-')) return ARIA.get(name);
  if (name.startsWith('on') && EVENTS.has(name.slice(2))) return ANYTHING;
  if (name.startsWith('data-')) return /^data-[^A-Z:]+$/.test(name) ? ANYTHING : undefined;
  if (name.startsWith('its-')) return ANYTHING;
  return undefined;
}

const ANYTHING: AttributeRule = { isRequired: false, type: 'text', accepts: () => true };
