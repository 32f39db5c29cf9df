import type { Random } from '#core/random/keyed-random.ts';
import { asTask, between, pick, type Plant, type Row } from './plant.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const mixed = `${letters}${letters.toUpperCase()}0123456789`;

const made = (alphabet: string, length: number, random: Random): string =>
  Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)] ?? '').join('');

const digits = (length: number, random: Random): string => made('0123456789', length, random);

const names = [
  'mara.lindt',
  'j_okafor',
  'petra-vogel',
  'tomas',
  'yuki.abe92',
  'contact',
  'b.osei',
] as const;
const hosts = [
  'brookfield-dairy',
  'nordhafen',
  'quillandco',
  'mailbay',
  'stmaryschool',
  'lumenworks',
] as const;
const ends = ['com', 'org', 'net', 'de', 'co.uk', 'io', 'edu', 'fr'] as const;

const host = (random: Random): string =>
  `${pick(hosts, random)}${between(1, 99, random)}.${pick(ends, random)}`;

const url = (random: Random): string =>
  pick(
    [
      `https://www.${host(random)}/about`,
      `http://${host(random)}`,
      `https://${host(random)}/p/${digits(6, random)}?ref=${made(letters, 5, random)}`,
      `www.${host(random)}`,
      `https://docs.${host(random)}/d/${made(mixed, 12, random)}/edit`,
      `${host(random)}/${made(letters, 7, random)}.html`,
    ],
    random,
  );

const email = (random: Random): string =>
  pick(
    [
      `${pick(names, random)}@${host(random)}`,
      `${pick(names, random).toUpperCase()}@${host(random)}`,
      `${pick(names, random)}${digits(2, random)}@mail.${host(random)}`,
      `<${pick(names, random)}@${host(random)}>`,
      `${pick(names, random)} [at] ${host(random)}`,
    ],
    random,
  );

const area = (random: Random): string => String(between(212, 978, random));

const phone = (random: Random): string =>
  pick(
    [
      `(${area(random)}) ${area(random)}-${digits(4, random)}`,
      `${area(random)}-${area(random)}-${digits(4, random)}`,
      `${area(random)}.${area(random)}.${digits(4, random)}`,
      `+1 ${area(random)} ${area(random)} ${digits(4, random)}`,
      `+44 20 7${digits(3, random)} ${digits(4, random)}`,
      `+49 ${between(30, 89, random)} ${digits(7, random)}`,
      `1-800-${area(random)}-${digits(4, random)}`,
      `020 7${digits(3, random)} ${digits(4, random)}`,
      `06 ${[1, 2, 3, 4].map(() => digits(2, random)).join(' ')}`,
      `phone: ${between(2, 9, random)}${digits(9, random)}`,
    ],
    random,
  );

/** Luhn's check digit makes any digits a card number. */
function card(random: Random): string {
  const start = `4${digits(14, random)}`;
  const sum = Array.from(start, Number).reduce((total, digit, i) => {
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  const all = start + String((10 - (sum % 10)) % 10);
  return random() < 0.5 ? all : (all.match(/.{4}/gu) ?? []).join(' ');
}

const secret = (random: Random): string =>
  pick(
    [
      `sk-${made(mixed, 40, random)}`,
      `AKIA${made(letters.toUpperCase(), 16, random)}`,
      `ghp_${made(mixed, 36, random)}`,
      `api_key = "${made(mixed, 24, random)}7"`,
      `password: ${made(letters, 5, random)}${digits(4, random)}!`,
      `Authorization: Bearer ${made(mixed, 30, random)}`,
      `eyJ${made(mixed, 20, random)}.eyJ${made(mixed, 30, random)}.${made(mixed, 27, random)}`,
      '-----BEGIN RSA PRIVATE KEY-----',
      `${digits(3, random)}-${digits(2, random)}-${digits(4, random)}`,
      card(random),
      `AIza${made(mixed, 35, random)}`,
      `xoxb-${digits(11, random)}-${made(mixed, 24, random)}`,
      made(mixed, 44, random),
    ],
    random,
  );

const frames = [
  (text: string) => `Write to ${text} for more.`,
  (text: string) => `You can find it under ${text}`,
  (text: string) => `Contact: ${text}`,
  (text: string) => `(${text})`,
  (text: string) => `Use ${text}, please.`,
] as const;

/** Puts a piece into a row: at the end of the output, into the input or into the instruction. */
const within =
  (make: (random: Random) => string): Plant =>
  (row: Row, random) => {
    const piece = pick(frames, random)(make(random));
    const place = random();
    if (place < 0.6) return asTask({ ...row, output: `${row.output} ${piece}` });
    if (place < 0.85) return asTask({ ...row, input: `${row.input} ${piece}`.trim() });
    return asTask({ ...row, instruction: `${row.instruction} ${piece}` });
  };

export const privateUrl = within(url);
export const privateEmail = within(email);
export const privatePhone = within(phone);
export const privateSecret = within(secret);
