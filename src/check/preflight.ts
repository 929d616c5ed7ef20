import { isKoboMark } from '../container/kobo-marks.js';
import { type Publication, readPublication } from '../container/publication.js';
import type { DeviceProfile } from '../devices/profile.js';
import type { Diagnostic } from '../diagnostics/report.js';
import type { DeviceRule, PreflightContext } from './devices/device-rule.js';
import { DEVICE_RULES } from './devices/device-rules.js';
import { unreadable } from './devices/unreadable.js';
import { Findings, type Spot } from './findings.js';

export interface PreflightOptions {
  /** What diagnostics call the book; its members are named below it. A Kobo goes by the name’s end. */
  readonly name?: string;
  /** True where the book goes to the devices by mail, and nothing need be said of their cables. */
  readonly byMail?: boolean;
  /** True where mending has been tried: what is left is not said to be mendable. */
  readonly isMended?: boolean;
}

/**
 * What the devices would stumble over in the book, whoever made it; empty when nothing is known that would trip them. A
 * fault that several devices share is one diagnostic. Whatever the bytes are, it never throws.
 */
export async function preflight(
  bytes: Uint8Array,
  devices: readonly DeviceProfile[],
  options: PreflightOptions = {},
): Promise<readonly Diagnostic[]> {
  return [...faultsByDevice(bytes, devices, options).keys()];
}

/** The same, with the devices that each fault concerns. */
export function faultsByDevice(
  bytes: Uint8Array,
  devices: readonly DeviceProfile[],
  { name, byMail = false, isMended = false }: PreflightOptions = {},
): ReadonlyMap<Diagnostic, readonly DeviceProfile[]> {
  const findings = new Findings(name);
  const concerned: (readonly DeviceProfile[])[] = [];
  // A KEPUB’s own marks are what Kobo wants: the story is judged through them.
  const book = readPublication(bytes, undefined, { isTransparent: isKoboMark });
  const context: PreflightContext = { bytes, isByMail: byMail, ...(name !== undefined && { name }) };
  const known = [...new Map(devices.map((device) => [device.id, device])).values()];
  for (const rule of book.package ? DEVICE_RULES : [unreadable]) {
    for (const fault of faultsOf(rule, book, known, context)) {
      const before = findings.diagnostics.length;
      findings.add(
        fault.isDefect ? 'check-defect' : rule.code,
        messageOf(isMended ? { ...fault, isMendable: false } : fault, rule),
        fault.spot,
      );
      if (findings.diagnostics.length > before) concerned.push(fault.devices);
    }
  }
  return new Map(findings.diagnostics.map((one, index) => [one, concerned[index] ?? []]));
}

interface Fault {
  readonly message: string;
  readonly spot: Spot;
  readonly isMendable: boolean;
  readonly isDefect?: true;
  readonly devices: DeviceProfile[];
}

/** More than are ever said, of one rule: a book with a million faults is described by its first ones. */
const MOST_FAULTS = 2_000;

function faultsOf(
  rule: DeviceRule,
  book: Publication,
  devices: readonly DeviceProfile[],
  context: PreflightContext,
): Iterable<Fault> {
  const faults = new Map<string, Fault>();
  for (const device of devices.filter(rule.concerns)) {
    const take = (fault: Omit<Fault, 'devices'>): void => {
      const key = `${keyOf(fault.spot)}\n${fault.isMendable}\n${fault.message}`;
      const same = faults.get(key);
      if (same && !same.devices.includes(device)) same.devices.push(device);
      if (!same && faults.size < MOST_FAULTS) faults.set(key, { ...fault, devices: [device] });
    };
    try {
      rule.check(
        book,
        device,
        (message, spot, isMendable = rule.isMendable) => take({ message, spot, isMendable }),
        context,
      );
    } catch (error) {
      const message = `The rule \`${rule.name}\` failed: ${String(error)}. Please report it with the book.`;
      take({ message, spot: undefined, isMendable: false, isDefect: true });
    }
  }
  return faults.values();
}

function keyOf(spot: Spot): string {
  return typeof spot === 'object' ? `${spot.document.path}\n${spot.offset}` : `${spot ?? ''}\n`;
}

function messageOf({ message, isMendable, isDefect, devices }: Fault, { source }: DeviceRule): string {
  const names = devices.map(({ name }) => name).join(', ');
  if (isDefect) return `${names}: ${message}`;
  return `${names}: ${message}${isMendable ? ' `--fix` mends it.' : ''} [${source}]`;
}
