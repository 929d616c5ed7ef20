// Loaded into a child before the command: at its end it says how much memory the process had at most, in mebibytes.
process.on('exit', () => {
  const peak = Math.ceil(process.resourceUsage().maxRSS / 1024);
  require('node:fs').writeSync(2, `\npeak ${peak} MiB\n`);
});
