const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(?:Headless)?Chrom(?:e|ium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone|iPad\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** What a browser's own words about itself come to: "Firefox on Linux". Anybody may claim anything. */
export function browserName(agent: string): string {
  const named = (table: typeof browsers) => table.find(([sign]) => sign.test(agent))?.[1];
  const browser = named(browsers) ?? 'Another browser';
  const system = named(systems);
  return system ? `${browser} on ${system}` : browser;
}
