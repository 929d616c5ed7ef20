import fc from 'fast-check';

// One seed for every run, so that a red gate is red again; FAST_CHECK_SEED looks elsewhere.
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_080_629) });
