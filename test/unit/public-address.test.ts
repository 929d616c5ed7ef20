import { describe, expect, it } from 'vitest';
import { isLocalName, isPublicAddress } from '../../src/io/public-address.js';

describe('an address that anybody’s server may have', () => {
  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2001:200::1',
    '2606:4700:4700::1111',
    '2a00:1450:4001:80b::200e',
  ])('is public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('an address that is not public', () => {
  it.each([
    ['this network', '0.0.0.0', '0.1.2.3'],
    ['private', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ['shared by a carrier', '100.64.0.1', '100.127.255.255'],
    ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
    ['link-local', '169.254.169.254', 'fe80::1', 'febf::1', 'fe80::1%lo'],
    ['site-local of old', 'fec0::1'],
    ['unique local', 'fc00::1', 'fd12:3456:789a::1', 'fd00:ec2::254'],
    ['of the protocols', '192.0.0.8', '2001::1', '2001:2::1', '2001:20::1', '100::1'],
    ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
    ['benchmarking', '198.18.0.1', '198.19.255.255'],
    ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1'],
    ['reserved', '240.0.0.1', '255.255.255.255'],
    ['unspecified', '::'],
    ['IPv4 in IPv6, mapped', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:1.1.1.1'],
    ['IPv4 in IPv6, compatible', '::127.0.0.1', '::7f00:1'],
    ['IPv4 in IPv6, translated', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::7f00:1'],
    ['IPv4 in IPv6, 6to4 and relays', '2002:7f00:1::', '2002:a00:1::1', '192.88.99.1'],
    ['a segment', '5f00::1'],
    ['no address', '', 'localhost', '1.1.1', '0x7f000001', '2130706433', '[::1]', '1.1.1.1%lo'],
  ])('%s', (_kind, ...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });
});

describe('a name that means this machine', () => {
  it('is localhost and what is below it, with a dot at its end or not', () => {
    expect(['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.b.localhost.'].every(isLocalName)).toBe(true);
    expect(['localhost.example', 'mylocalhost', 'example'].some(isLocalName)).toBe(false);
  });
});
