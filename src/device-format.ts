import type { DeviceFormat, DeviceProfile } from './devices/profile.js';
import { DEVICES, deviceNamed } from './devices/profiles.js';
import { type Report, StoryError } from './diagnostics/report.js';
import { type OutputFormat, WRITERS } from './write/index.js';

/** The device of that id. Throws `device-unknown` where there is none. */
export function knownDevice(id: string): DeviceProfile {
  const device = deviceNamed(id);
  if (device) return device;
  const ids = DEVICES.map((one) => `\`${one.id}\``).join(', ');
  throw new StoryError('device-unknown', `There is no device \`${id}\`. Choose one of ${ids}.`);
}

const isWritten = (format: DeviceFormat): format is DeviceFormat & OutputFormat => Object.hasOwn(WRITERS, format);

/** The best that the device reads of what storybind writes; else what it takes by mail. */
export function formatFor({ formats, mail }: DeviceProfile): OutputFormat {
  return [...formats, ...(mail ? [mail.format] : [])].find(isWritten) ?? 'epub';
}

/** Says where the device does not read a book of that format from its disk, and what to do then. */
export function sayFormat(device: DeviceProfile, format: OutputFormat, report: Report): void {
  const { name, formats, mail, sources } = device;
  if (formats.includes(format)) return;
  const [book, best] = [format, formats.find(isWritten)].map((one) => one?.toUpperCase());
  const rule = `${name} reads ${formats.map((one) => one.toUpperCase()).join(' and ')} (${sources[0]})`;
  if (mail?.format === format) {
    const wanted = formats.filter((one) => !isWritten(one)).map((one) => one.toUpperCase());
    const unmade = wanted.length > 0 ? `, and storybind does not make ${wanted.join(' or ')} yet` : '';
    report.add(
      'device-by-mail',
      `${rule} by USB${unmade}: this ${book} is for Send-to-Kindle. Send it with \`storybind send\`.`,
    );
    return;
  }
  const instead = best === undefined ? `leave \`--format\` out` : `choose \`--format ${best.toLowerCase()}\``;
  report.add('device-format', `${rule}, and may not open this ${book}. For this device, ${instead}.`);
}
