import fc from 'fast-check';

fc.configureGlobal({
  // One seed for every run, so that a red gate is red again; FAST_CHECK_SEED looks elsewhere.
  seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_080_629),
  // Before vitest gives up: a failure says by which story, however far it was made smaller.
  interruptAfterTimeLimit: 50_000,
  markInterruptAsFailure: true,
});
