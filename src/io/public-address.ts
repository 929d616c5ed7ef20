import { BlockList, isIP } from 'node:net';

type Range = readonly [address: string, prefix: number];

/** IPv4 that leads to no public host: the IANA IPv4 Special-Purpose Address Registry, multicast and what is reserved. */
const SPECIAL_IPV4: readonly Range[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Behind a carrier's NAT: RFC 6598.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, and where clouds answer with their machines' secrets: RFC 3927.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/**
 * The only IPv6 that is given out for public hosts. Loopback, link-local, unique local, multicast, and the forms that
 * hold an IPv4 address (mapped, compatible, NAT64) all lie outside.
 */
const GLOBAL_UNICAST: Range = ['2000::', 3];

/** What of it leads to no public host: the IANA IPv6 Special-Purpose Address Registry. */
const SPECIAL_IPV6: readonly Range[] = [
  // Teredo, benchmarking, ORCHID.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4, which holds an IPv4 address.
  ['2002::', 16],
  ['3fff::', 20],
];

const listOf = (ranges: readonly Range[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const [address, prefix] of ranges) list.addSubnet(address, prefix, family);
  return list;
};

const specialIpv4 = listOf(SPECIAL_IPV4, 'ipv4');
const globalIpv6 = listOf([GLOBAL_UNICAST], 'ipv6');
const specialIpv6 = listOf(SPECIAL_IPV6, 'ipv6');

/** True for an IP address that anybody's server may have; false for one of this machine, of its network, or of no host. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !specialIpv4.check(address, 'ipv4');
    case 6:
      // A zone (`fe80::1%eth0`) names an interface of this machine.
      return !address.includes('%') && globalIpv6.check(address, 'ipv6') && !specialIpv6.check(address, 'ipv6');
    default:
      return false;
  }
}

/** True for a name that means this machine, whatever a resolver makes of it: RFC 6761, 6.3. */
export const isLocalName = (host: string): boolean => /^(?:.*\.)?localhost\.?$/i.test(host);
