import { describe, expect, it } from 'vitest';
import { type DateReading, readDate } from '../../src/text/dates.js';

const iso = (reading: DateReading) => (reading.kind === 'date' ? reading.iso : reading.kind);

describe('readDate', () => {
  it.each([
    // Numbers whose order is certain
    ['6/29/08', '2008-06-29'],
    ['29/6/08', '2008-06-29'],
    ['6/29/2008', '2008-06-29'],
    ['06-29-2008', '2008-06-29'],
    ['29-06-2008', '2008-06-29'],
    ['5/5/99', '1999-05-05'],
    ['(released 11.18.91)', '1991-11-18'],
    ['1.5.92', '1992-05-01'],
    ['1. 5. 1992', '1992-05-01'],
    ["12/31/'99", '1999-12-31'],
    ['94/05/10', '1994-05-10'],
    ['12/25/69', '2069-12-25'],
    ['12/25/70', '1970-12-25'],
    // ISO and its kin
    ['2008-06-29', '2008-06-29'],
    ['2008-06-29T13:49:45Z', '2008-06-29'],
    ['2008-06-29 13:49', '2008-06-29'],
    ['2005-03', '2005-03'],
    ['2008/6/29', '2008-06-29'],
    ['2008.06.29', '2008-06-29'],
    ['20080629', '2008-06-29'],
    ['940510', '1994-05-10'],
    // Named months
    ['29 June 2008', '2008-06-29'],
    ['June 29, 2008', '2008-06-29'],
    ['June 29th 2008', '2008-06-29'],
    ['the 29th of June, 2008', '2008-06-29'],
    ['July 23, 1989', '1989-07-23'],
    ['Nov 06, 2007 08:29', '2007-11-06'],
    ['27 Jan 90 07:32:48 GMT', '1990-01-27'],
    ['Thu Jul  6 13:49:45 1989', '1989-07-06'],
    ['Sat, 27 Jan 1990 07:32:48 +0100', '1990-01-27'],
    ['Sept. 3, 2001 at 4:15 p.m.', '2001-09-03'],
    ['March 2005', '2005-03'],
    ['June 17, 2008 [EBook #84]', '2008-06-17'],
    ['2009 May 4', '2009-05-04'],
    ['12-Mar-2003', '2003-03-12'],
    ['1er août 2012', '2012-08-01'],
    ['29 février 2008', '2008-02-29'],
    ['3. März 1998', '1998-03-03'],
    ['24. Dezember 2010', '2010-12-24'],
    ['5 de mayo de 1999', '1999-05-05'],
    ['7 gennaio 2014', '2014-01-07'],
    ['2 de março de 2011', '2011-03-02'],
    ['5 июня 2019 г.', '2019-06-05'],
    // East Asia
    ['2023年6月5日', '2023-06-05'],
    ['２０２３年６月', '2023-06'],
    ['2023년 6월 5일', '2023-06-05'],
    // Years
    ['[1898]', '1898'],
    ['1898', '1898'],
    ['© 1994 by Ann Wren', '1994'],
  ])('reads %j as %s', (text, expected) => {
    expect(iso(readDate(text))).toBe(expected);
  });

  it.each(['3/4/98', '1/2/2003', '04-05-06'])('leaves %j open: day and month can change places', (text) => {
    expect(readDate(text)).toEqual({ kind: 'ambiguous' });
  });

  it.each([
    '',
    'yes',
    'Complete',
    '0101-01-01',
    '2008-13-45',
    '2009-02-29',
    '31 June 2008',
    '32/32/08',
    '1,898 words',
    '12:30',
    'in May I wrote it',
    '1234567',
    '991340',
  ])('finds no date in %j', (text) => {
    expect(readDate(text)).toEqual({ kind: 'none' });
  });

  it('is less sure of a two-digit year, and of a year among words', () => {
    expect(readDate('6/29/2008')).toMatchObject({ confidence: 1 });
    expect(readDate('6/29/08')).toMatchObject({ confidence: 0.95 });
    expect(readDate('written long ago, in 1994')).toMatchObject({ iso: '1994', confidence: 0.6 });
  });
});
